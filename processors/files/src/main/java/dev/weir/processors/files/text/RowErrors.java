package dev.weir.processors.files.text;

/** Codes of what can be wrong with a row. */
public final class RowErrors {

    /** A row has too few or too many fields. */
    public static final String FIELDS = "WEIR-4201";

    /** Bytes are not text in the file's encoding. */
    public static final String ENCODING = "WEIR-4202";

    /** Quotes are not closed, or something follows a closing quote. */
    public static final String QUOTES = "WEIR-4203";

    /** A value is not of its column's type. */
    public static final String VALUE = "WEIR-4204";

    /** A row has more bytes than are allowed. */
    public static final String LENGTH = "WEIR-4205";

    /** A line is not a JSON object. */
    public static final String JSON = "WEIR-4206";

    /** Bytes of a bad row that are kept. */
    public static final int RAW_LIMIT = 1 << 16;

    private RowErrors() {}
}
