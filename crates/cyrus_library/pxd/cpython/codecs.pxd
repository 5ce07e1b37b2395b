# Codecs and error handlers: https://docs.python.org/3/c-api/codec.html

cdef extern from "Python.h":
    # The registry.
    int PyCodec_KnownEncoding(const char *)
    object PyCodec_LookupError(const char *)
    int PyCodec_Register(object) except -1
    int PyCodec_RegisterError(const char *, object) except -1

    # Encoding and decoding a whole.
    object PyCodec_Decode(object, const char *, const char *)
    object PyCodec_Encode(object, const char *, const char *)

    # What a codec consists of.
    object PyCodec_Decoder(const char *)
    object PyCodec_Encoder(const char *)
    object PyCodec_IncrementalDecoder(const char *, const char *)
    object PyCodec_IncrementalEncoder(const char *, const char *)
    object PyCodec_StreamReader(const char *, object, const char *)
    object PyCodec_StreamWriter(const char *, object, const char *)

    # Error handlers.
    object PyCodec_BackslashReplaceErrors(object)
    object PyCodec_IgnoreErrors(object)
    object PyCodec_NameReplaceErrors(object)
    object PyCodec_ReplaceErrors(object)
    object PyCodec_StrictErrors(object)
    object PyCodec_XMLCharRefReplaceErrors(object)
