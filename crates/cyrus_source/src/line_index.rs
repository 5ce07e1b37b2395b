//! From byte offsets to lines and columns, and back.
//!
//! A line ends with `\n`, `\r\n` or `\r`, as Python's tokenizer has it. Lines count from 1; columns count from 0 and
//! come in two units: characters (code points, as Python and Cython count) and UTF-16 units (as editors count).

/// A place in a text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LineColumn {
    /// From 1.
    pub line: u32,
    /// From 0; the unit is that of the method that returned it.
    pub column: u32,
}

/// Where the lines of one text begin.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LineIndex {
    /// Byte offset of each line's first byte; the first is always 0.
    starts: Vec<u32>,
    length: u32,
}

impl LineIndex {
    /// Finds the lines of a text (at most 4 GiB).
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, &byte) in bytes.iter().enumerate() {
            if byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')) {
                starts.push(at as u32 + 1);
            }
        }
        Self { starts, length: text.len() as u32 }
    }

    /// How many lines there are; an empty text has one, and so has what follows a last line end.
    pub fn line_count(&self) -> u32 {
        self.starts.len() as u32
    }

    /// The line (from 1) that holds this byte; the last one for a byte behind the end.
    pub fn line(&self, offset: u32) -> u32 {
        self.starts.partition_point(|&start| start <= offset) as u32
    }

    /// Where a line (from 1) begins; the end of the text for a line that does not exist.
    pub fn line_start(&self, line: u32) -> u32 {
        let at = (line as usize).checked_sub(1);
        at.and_then(|at| self.starts.get(at)).copied().unwrap_or(self.length)
    }

    /// The text of a line (from 1) without its line end.
    pub fn line_text<'t>(&self, text: &'t str, line: u32) -> &'t str {
        let range = self.line_start(line) as usize..self.line_start(line + 1) as usize;
        text.get(range).unwrap_or("").trim_end_matches(['\n', '\r'])
    }

    /// Line and column of a byte, in characters.
    pub fn characters(&self, text: &str, offset: u32) -> LineColumn {
        self.counted(text, offset, |before| before.chars().count())
    }

    /// Line and column of a byte, in UTF-16 units.
    pub fn utf16(&self, text: &str, offset: u32) -> LineColumn {
        self.counted(text, offset, |before| before.chars().map(char::len_utf16).sum())
    }

    /// The byte at a line and a column of characters; the end of the line if the column is behind it.
    pub fn offset_of_characters(&self, text: &str, at: LineColumn) -> u32 {
        self.offset_by(text, at, |_| 1)
    }

    /// The byte at a line and a column of UTF-16 units; the end of the line if the column is behind it.
    pub fn offset_of_utf16(&self, text: &str, at: LineColumn) -> u32 {
        self.offset_by(text, at, |c| c.len_utf16() as u32)
    }

    fn counted(&self, text: &str, offset: u32, count: impl Fn(&str) -> usize) -> LineColumn {
        let mut offset = offset.min(self.length);
        while !text.is_char_boundary(offset as usize) {
            offset -= 1;
        }
        let line = self.line(offset);
        let before = text.get(self.line_start(line) as usize..offset as usize).unwrap_or("");
        LineColumn { line, column: count(before) as u32 }
    }

    fn offset_by(&self, text: &str, at: LineColumn, width: impl Fn(char) -> u32) -> u32 {
        let (mut offset, mut column) = (self.line_start(at.line), 0);
        for c in self.line_text(text, at.line).chars() {
            if column >= at.column {
                break;
            }
            column += width(c);
            offset += c.len_utf8() as u32;
        }
        offset
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_three_line_ends_count() {
        let text = "a\nb\r\nc\rd";
        let index = LineIndex::new(text);
        assert_eq!(index.line_count(), 4);
        assert_eq!((1..=5).map(|l| index.line_text(text, l)).collect::<Vec<_>>(), ["a", "b", "c", "d", ""]);
        assert_eq!(index.line(3), 2);
        assert_eq!(index.line(4), 2);
        assert_eq!(index.line(5), 3);
        assert_eq!(index.line(99), 4);
    }

    #[test]
    fn columns_come_in_characters_and_in_utf16() {
        let text = "x\n'ä😀' y";
        let index = LineIndex::new(text);
        let y = text.find('y').unwrap() as u32;
        let (characters, utf16) = (index.characters(text, y), index.utf16(text, y));
        assert_eq!(characters, LineColumn { line: 2, column: 5 });
        assert_eq!(utf16, LineColumn { line: 2, column: 6 });
        assert_eq!(index.offset_of_characters(text, characters), y);
        assert_eq!(index.offset_of_utf16(text, utf16), y);
        assert_eq!(index.characters(text, 4).column, 1, "inside a character counts as its begin");
    }

    #[test]
    fn an_empty_text_has_one_line() {
        let index = LineIndex::new("");
        assert_eq!((index.line_count(), index.characters("", 5)), (1, LineColumn { line: 1, column: 0 }));
    }
}
