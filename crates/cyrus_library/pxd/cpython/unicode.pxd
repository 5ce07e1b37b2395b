# Texts: https://docs.python.org/3/c-api/unicode.html

from libc.stddef cimport wchar_t

cdef extern from "Python.h":
    # Units of storage, and how wide they are. (`PyUnicode_WCHAR_KIND` is gone from Python 3.12.)
    ctypedef unsigned short Py_UCS2
    ctypedef unsigned char Py_UCS1
    int PyUnicode_1BYTE_KIND, PyUnicode_2BYTE_KIND, PyUnicode_4BYTE_KIND, PyUnicode_WCHAR_KIND

cdef extern from "Python.h":
    # Which objects.
    bint PyUnicode_Check(object)
    bint PyUnicode_CheckExact(object)

    # Storage: for a text that is ready, without a check.
    Py_UCS1 *PyUnicode_1BYTE_DATA(object)
    Py_UCS2 *PyUnicode_2BYTE_DATA(object)
    Py_UCS4 *PyUnicode_4BYTE_DATA(object)
    char *PyUnicode_AS_DATA(object)
    void *PyUnicode_DATA(object)
    Py_ssize_t PyUnicode_GET_LENGTH(object)
    unsigned int PyUnicode_KIND(object)
    Py_UCS4 PyUnicode_READ(int, const void *, Py_ssize_t)
    Py_UCS4 PyUnicode_READ_CHAR(object, Py_ssize_t)
    void PyUnicode_WRITE(int, void *, Py_ssize_t, Py_UCS4)

    # Storage before Python 3.3: `Py_UNICODE`, gone from Python 3.12.
    Py_UNICODE *PyUnicode_AS_UNICODE(object)
    Py_UNICODE *PyUnicode_AsUnicode(object) except NULL
    object PyUnicode_Encode(Py_UNICODE *, Py_ssize_t, char *, char *)
    bytes PyUnicode_EncodeASCII(Py_UNICODE *, Py_ssize_t, char *)
    object PyUnicode_EncodeCharmap(Py_UNICODE *, Py_ssize_t, object, char *)
    bytes PyUnicode_EncodeLatin1(Py_UNICODE *, Py_ssize_t, char *)
    bytes PyUnicode_EncodeMBCS(Py_UNICODE *, Py_ssize_t, char *)
    object PyUnicode_EncodeRawUnicodeEscape(Py_UNICODE *, Py_ssize_t, char *)
    object PyUnicode_EncodeUnicodeEscape(Py_UNICODE *, Py_ssize_t)
    bytes PyUnicode_EncodeUTF16(Py_UNICODE *, Py_ssize_t, char *, int)
    bytes PyUnicode_EncodeUTF8(Py_UNICODE *, Py_ssize_t, char *)
    unicode PyUnicode_FromUnicode(Py_UNICODE *, Py_ssize_t)
    Py_ssize_t PyUnicode_GET_DATA_SIZE(object)
    Py_ssize_t PyUnicode_GET_SIZE(object)
    Py_ssize_t PyUnicode_GetSize(object) except -1
    object PyUnicode_TranslateCharmap(Py_UNICODE *, Py_ssize_t, object, char *)

    # Single characters.
    Py_ssize_t PyUnicode_AsWideChar(object, wchar_t *, Py_ssize_t) except -1
    Py_ssize_t PyUnicode_FindChar(object, Py_UCS4, Py_ssize_t, Py_ssize_t, int) except -2
    unicode PyUnicode_FromOrdinal(int)
    object PyUnicode_FromWideChar(const wchar_t *, Py_ssize_t)
    Py_UCS4 PyUnicode_ReadChar(object, Py_ssize_t) except -1
    int PyUnicode_WriteChar(object, Py_ssize_t, Py_UCS4) except -1

    # Kinds of characters.
    bint Py_UNICODE_ISALNUM(Py_UCS4)
    bint Py_UNICODE_ISALPHA(Py_UCS4)
    bint Py_UNICODE_ISDECIMAL(Py_UCS4)
    bint Py_UNICODE_ISDIGIT(Py_UCS4)
    bint Py_UNICODE_ISLINEBREAK(Py_UCS4)
    bint Py_UNICODE_ISLOWER(Py_UCS4)
    bint Py_UNICODE_ISNUMERIC(Py_UCS4)
    bint Py_UNICODE_ISPRINTABLE(Py_UCS4)
    bint Py_UNICODE_ISSPACE(Py_UCS4)
    bint Py_UNICODE_ISTITLE(Py_UCS4)
    bint Py_UNICODE_ISUPPER(Py_UCS4)

    # Conversions of characters.
    int Py_UNICODE_TODECIMAL(Py_UCS4)
    int Py_UNICODE_TODIGIT(Py_UCS4)
    Py_UCS4 Py_UNICODE_TOLOWER(Py_UCS4)
    double Py_UNICODE_TONUMERIC(Py_UCS4)
    Py_UCS4 Py_UNICODE_TOTITLE(Py_UCS4)
    Py_UCS4 Py_UNICODE_TOUPPER(Py_UCS4)

    # Making.
    object PyUnicode_FromEncodedObject(object, const char *, const char *)
    unicode PyUnicode_FromFormat(const char *, ...)
    unicode PyUnicode_FromKindAndData(int, const void *, Py_ssize_t)
    object PyUnicode_FromObject(object)
    unicode PyUnicode_FromString(const char *)
    unicode PyUnicode_FromStringAndSize(const char *, Py_ssize_t)
    unicode PyUnicode_InternFromString(const char *)
    unicode PyUnicode_New(Py_ssize_t, Py_UCS4)

    # Wide characters.
    wchar_t *PyUnicode_AsWideCharString(object, Py_ssize_t *) except NULL

    # UTF-8. `PyUnicode_AsUTF8...` lend what the text keeps.
    const char *PyUnicode_AsUTF8(object) except NULL
    const char *PyUnicode_AsUTF8AndSize(object, Py_ssize_t *) except NULL
    bytes PyUnicode_AsUTF8String(object)
    unicode PyUnicode_DecodeUTF8(const char *, Py_ssize_t, const char *)
    unicode PyUnicode_DecodeUTF8Stateful(const char *, Py_ssize_t, const char *, Py_ssize_t *)

    # UTF-16.
    bytes PyUnicode_AsUTF16String(object)
    unicode PyUnicode_DecodeUTF16(const char *, Py_ssize_t, const char *, int *)
    unicode PyUnicode_DecodeUTF16Stateful(const char *, Py_ssize_t, const char *, int *, Py_ssize_t *)

    # Latin-1, ASCII, escapes, tables, code pages.
    object PyUnicode_AsCharmapString(object, object)
    bytes PyUnicode_AsLatin1String(object)
    bytes PyUnicode_AsMBCSString(object)
    object PyUnicode_AsRawUnicodeEscapeString(object)
    object PyUnicode_AsUnicodeEscapeString(object)
    unicode PyUnicode_DecodeASCII(const char *, Py_ssize_t, const char *)
    object PyUnicode_DecodeCharmap(const char *, Py_ssize_t, object, const char *)
    unicode PyUnicode_DecodeLatin1(const char *, Py_ssize_t, const char *)
    unicode PyUnicode_DecodeMBCS(char *, Py_ssize_t, char *)
    unicode PyUnicode_DecodeMBCSStateful(char *, Py_ssize_t, char *, Py_ssize_t *)
    object PyUnicode_DecodeRawUnicodeEscape(const char *, Py_ssize_t, const char *)
    object PyUnicode_DecodeUnicodeEscape(const char *, Py_ssize_t, const char *)
    bytes PyUnicode_EncodeCodePage(int, object, const char *)

    # Other encodings.
    object PyUnicode_AsEncodedString(object, const char *, const char *)
    object PyUnicode_Decode(const char *, Py_ssize_t, const char *, const char *)

    # Searching.
    int PyUnicode_Contains(object, object) except -1
    Py_ssize_t PyUnicode_Count(object, object, Py_ssize_t, Py_ssize_t) except -1
    Py_ssize_t PyUnicode_Find(object, object, Py_ssize_t, Py_ssize_t, int) except -2
    Py_ssize_t PyUnicode_Tailmatch(object, object, Py_ssize_t, Py_ssize_t, int) except -1

    # Comparing.
    int PyUnicode_Compare(object, object) except? -1
    int PyUnicode_CompareWithASCIIString(object, const char *)
    object PyUnicode_RichCompare(object, object, int)

    # Texts from texts.
    unicode PyUnicode_Concat(object, object)
    unicode PyUnicode_Format(object, object)
    unicode PyUnicode_Join(object, object)
    unicode PyUnicode_Replace(object, object, object, Py_ssize_t)
    list PyUnicode_Split(object, object, Py_ssize_t)
    list PyUnicode_Splitlines(object, bint)
    unicode PyUnicode_Substring(object, Py_ssize_t, Py_ssize_t)
    unicode PyUnicode_Translate(object, object, const char *)

    # Copies of code points.
    Py_UCS4 *Py_UCS4_strcat(Py_UCS4 *, const Py_UCS4 *)
    Py_UCS4 *Py_UCS4_strchr(const Py_UCS4 *, Py_UCS4)
    int Py_UCS4_strcmp(const Py_UCS4 *, const Py_UCS4 *)
    Py_UCS4 *Py_UCS4_strcpy(Py_UCS4 *, const Py_UCS4 *)
    size_t Py_UCS4_strlen(const Py_UCS4 *)
    int Py_UCS4_strncmp(const Py_UCS4 *, const Py_UCS4 *, size_t)
    Py_UCS4 *Py_UCS4_strncpy(Py_UCS4 *, const Py_UCS4 *, size_t)
    Py_UCS4 *Py_UCS4_strrchr(const Py_UCS4 *, Py_UCS4)
    Py_UCS4 *PyUnicode_AsUCS4(object, Py_UCS4 *, Py_ssize_t, int) except NULL
    Py_UCS4 *PyUnicode_AsUCS4Copy(object) except NULL
    Py_ssize_t PyUnicode_CopyCharacters(object, Py_ssize_t, object, Py_ssize_t, Py_ssize_t) except -1
    Py_ssize_t PyUnicode_Fill(object, Py_ssize_t, Py_ssize_t, Py_UCS4) except -1

    # The rest.
    bytes PyUnicode_AsASCIIString(object)
    Py_ssize_t PyUnicode_GetLength(object) except -1
    bint PyUnicode_IsIdentifier(object)
