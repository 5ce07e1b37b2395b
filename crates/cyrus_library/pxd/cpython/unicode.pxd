# Text: https://docs.python.org/3/c-api/unicode.html

from libc.stddef cimport wchar_t

cdef extern from *:
    ctypedef unsigned char Py_UCS1
    ctypedef unsigned short Py_UCS2

cdef extern from "Python.h":
    int PyUnicode_WCHAR_KIND
    int PyUnicode_1BYTE_KIND
    int PyUnicode_2BYTE_KIND
    int PyUnicode_4BYTE_KIND

    bint PyUnicode_Check(object o)
    bint PyUnicode_CheckExact(object o)
    Py_ssize_t PyUnicode_GET_SIZE(object o)
    Py_ssize_t PyUnicode_GET_LENGTH(object o)
    Py_UCS1 *PyUnicode_1BYTE_DATA(object o)
    Py_UCS2 *PyUnicode_2BYTE_DATA(object o)
    Py_UCS4 *PyUnicode_4BYTE_DATA(object o)
    void PyUnicode_WRITE(int n, void *block, Py_ssize_t size, Py_UCS4 arg)
    Py_UCS4 PyUnicode_READ(int n, void *block, Py_ssize_t size)
    Py_UCS4 PyUnicode_READ_CHAR(object o, Py_ssize_t size)
    unsigned int PyUnicode_KIND(object o)
    void *PyUnicode_DATA(object o)
    Py_ssize_t PyUnicode_GET_DATA_SIZE(object o)
    Py_UNICODE *PyUnicode_AS_UNICODE(object o)
    char *PyUnicode_AS_DATA(object o)
    bint PyUnicode_IsIdentifier(object s)
    bint Py_UNICODE_ISSPACE(Py_UCS4 arg)
    bint Py_UNICODE_ISLOWER(Py_UCS4 arg)
    bint Py_UNICODE_ISUPPER(Py_UCS4 arg)
    bint Py_UNICODE_ISTITLE(Py_UCS4 arg)
    bint Py_UNICODE_ISLINEBREAK(Py_UCS4 arg)
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 arg)
    bint Py_UNICODE_ISDIGIT(Py_UCS4 arg)
    bint Py_UNICODE_ISNUMERIC(Py_UCS4 arg)
    bint Py_UNICODE_ISALPHA(Py_UCS4 arg)
    bint Py_UNICODE_ISALNUM(Py_UCS4 arg)
    bint Py_UNICODE_ISPRINTABLE(Py_UCS4 arg)
    Py_UCS4 Py_UNICODE_TOLOWER(Py_UCS4 arg)
    Py_UCS4 Py_UNICODE_TOUPPER(Py_UCS4 arg)
    Py_UCS4 Py_UNICODE_TOTITLE(Py_UCS4 arg)
    int Py_UNICODE_TODECIMAL(Py_UCS4 arg)
    int Py_UNICODE_TODIGIT(Py_UCS4 arg)
    double Py_UNICODE_TONUMERIC(Py_UCS4 arg)
    str PyUnicode_FromUnicode(Py_UNICODE *arg, Py_ssize_t size)
    str PyUnicode_FromStringAndSize(const char *u, Py_ssize_t size)
    str PyUnicode_FromString(const char *u)
    str PyUnicode_New(Py_ssize_t size, Py_UCS4 maxchar)
    str PyUnicode_FromKindAndData(int kind, const void *buffer, Py_ssize_t size)
    str PyUnicode_FromFormat(const char *text, ...)
    Py_ssize_t PyUnicode_GetLength(object unicode) except -1
    Py_ssize_t PyUnicode_CopyCharacters(
        object to, Py_ssize_t to_start, object from_, Py_ssize_t from_start, Py_ssize_t how_many) except -1
    Py_ssize_t PyUnicode_Fill(
        object unicode, Py_ssize_t start, Py_ssize_t length, Py_UCS4 fill_char) except -1
    int PyUnicode_WriteChar(object unicode, Py_ssize_t index, Py_UCS4 character) except -1
    Py_UCS4 PyUnicode_ReadChar(object unicode, Py_ssize_t index) except -1
    str PyUnicode_Substring(object str_, Py_ssize_t start, Py_ssize_t end)
    Py_UCS4 *PyUnicode_AsUCS4(object unicode, Py_UCS4 *buffer, Py_ssize_t buflen, int copy_null) except NULL
    Py_UCS4 *PyUnicode_AsUCS4Copy(object unicode) except NULL
    str PyUnicode_FromOrdinal(int ordinal)
    Py_UNICODE *PyUnicode_AsUnicode(object o) except NULL
    Py_ssize_t PyUnicode_GetSize(object o) except -1
    object PyUnicode_FromEncodedObject(object obj, char *encoding, char *errors)
    object PyUnicode_FromObject(object obj)
    object PyUnicode_FromWideChar(wchar_t *w, Py_ssize_t size)
    Py_ssize_t PyUnicode_AsWideChar(object unicode, wchar_t *w, Py_ssize_t size) except -1
    wchar_t *PyUnicode_AsWideCharString(object unicode, Py_ssize_t *size) except NULL
    str PyUnicode_Concat(object left, object right)
    list PyUnicode_Split(object s, object sep, Py_ssize_t maxsplit)
    list PyUnicode_Splitlines(object s, bint keepends)
    str PyUnicode_Translate(object str_, object table, const char *errors)
    str PyUnicode_Join(object separator, object seq)
    Py_ssize_t PyUnicode_Tailmatch(
        object str_, object substr, Py_ssize_t start, Py_ssize_t end, int direction) except -1
    Py_ssize_t PyUnicode_Find(
        object str_, object substr, Py_ssize_t start, Py_ssize_t end, int direction) except -2
    Py_ssize_t PyUnicode_FindChar(
        object str_, Py_UCS4 ch, Py_ssize_t start, Py_ssize_t end, int direction) except -2
    Py_ssize_t PyUnicode_Count(object str_, object substr, Py_ssize_t start, Py_ssize_t end) except -1
    str PyUnicode_Replace(object str_, object substr, object replstr, Py_ssize_t maxcount)
    int PyUnicode_Compare(object left, object right) except? -1
    int PyUnicode_CompareWithASCIIString(object left, const char *right)
    object PyUnicode_RichCompare(object left, object right, int op)
    str PyUnicode_Format(object format, object args)
    int PyUnicode_Contains(object container, object element) except -1
    str PyUnicode_InternFromString(const char *u)
    object PyUnicode_Decode(char *s, Py_ssize_t size, char *encoding, char *errors)
    object PyUnicode_Encode(Py_UNICODE *arg, Py_ssize_t size, char *text, char *text2)
    object PyUnicode_AsEncodedString(object unicode, char *encoding, char *errors)
    str PyUnicode_DecodeUTF8(char *string, Py_ssize_t length, char *errors)
    str PyUnicode_DecodeUTF8Stateful(char *string, Py_ssize_t length, char *errors, Py_ssize_t *consumed)
    bytes PyUnicode_EncodeUTF8(Py_UNICODE *arg, Py_ssize_t size, char *text)
    bytes PyUnicode_AsUTF8String(object unicode)
    const char *PyUnicode_AsUTF8AndSize(object unicode, Py_ssize_t *size) except NULL
    const char *PyUnicode_AsUTF8(object unicode) except NULL
    str PyUnicode_DecodeUTF16(char *string, Py_ssize_t length, char *errors, int *byteorder)
    str PyUnicode_DecodeUTF16Stateful(
        char *string, Py_ssize_t length, char *errors, int *byteorder, Py_ssize_t *consumed)
    bytes PyUnicode_EncodeUTF16(Py_UNICODE *arg, Py_ssize_t size, char *text, int n)
    bytes PyUnicode_AsUTF16String(object unicode)
    object PyUnicode_DecodeUnicodeEscape(char *string, Py_ssize_t length, char *errors)
    object PyUnicode_EncodeUnicodeEscape(Py_UNICODE *arg, Py_ssize_t size)
    object PyUnicode_AsUnicodeEscapeString(object unicode)
    object PyUnicode_DecodeRawUnicodeEscape(char *string, Py_ssize_t length, char *errors)
    object PyUnicode_EncodeRawUnicodeEscape(Py_UNICODE *arg, Py_ssize_t size, char *text)
    object PyUnicode_AsRawUnicodeEscapeString(object unicode)
    str PyUnicode_DecodeLatin1(char *string, Py_ssize_t length, char *errors)
    bytes PyUnicode_EncodeLatin1(Py_UNICODE *arg, Py_ssize_t size, char *text)
    bytes PyUnicode_AsLatin1String(object unicode)
    str PyUnicode_DecodeASCII(char *string, Py_ssize_t length, char *errors)
    bytes PyUnicode_EncodeASCII(Py_UNICODE *arg, Py_ssize_t size, char *text)
    bytes PyUnicode_AsASCIIString(object unicode)
    object PyUnicode_DecodeCharmap(char *string, Py_ssize_t length, object mapping, char *errors)
    object PyUnicode_EncodeCharmap(Py_UNICODE *arg, Py_ssize_t size, object o, char *text)
    object PyUnicode_AsCharmapString(object unicode, object mapping)
    object PyUnicode_TranslateCharmap(Py_UNICODE *arg, Py_ssize_t size, object o, char *text)
    str PyUnicode_DecodeMBCS(char *string, Py_ssize_t length, char *errors)
    str PyUnicode_DecodeMBCSStateful(char *string, Py_ssize_t length, char *errors, Py_ssize_t *consumed)
    bytes PyUnicode_EncodeMBCS(Py_UNICODE *arg, Py_ssize_t size, char *text)
    bytes PyUnicode_AsMBCSString(object unicode)
    bytes PyUnicode_EncodeCodePage(int code_page, object unicode, const char *errors)
    size_t Py_UCS4_strlen(const Py_UCS4 *arg)
    Py_UCS4 *Py_UCS4_strcpy(Py_UCS4 *arg, const Py_UCS4 *arg2)
    Py_UCS4 *Py_UCS4_strncpy(Py_UCS4 *arg, const Py_UCS4 *arg2, size_t size)
    Py_UCS4 *Py_UCS4_strcat(Py_UCS4 *arg, const Py_UCS4 *arg2)
    int Py_UCS4_strcmp(const Py_UCS4 *arg, const Py_UCS4 *arg2)
    int Py_UCS4_strncmp(const Py_UCS4 *arg, const Py_UCS4 *arg2, size_t size)
    Py_UCS4 *Py_UCS4_strchr(const Py_UCS4 *arg, Py_UCS4 arg2)
    Py_UCS4 *Py_UCS4_strrchr(const Py_UCS4 *arg, Py_UCS4 arg2)
