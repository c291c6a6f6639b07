package dev.weir.processors.cdc;

/** Something that operators should know while a flow goes on. */
record Notice(String code, String text) {

    /** Codes of what stops a flow. */
    static final String SLOT_LOST = "WEIR-4501";

    static final String SLOT_EXISTS = "WEIR-4502";
    static final String NOT_READY = "WEIR-4503";
    static final String UNREADABLE = "WEIR-4504";

    /** Codes of what it goes on with. */
    static final String SPECIAL_VALUES = "WEIR-4511";

    static final String TRANSACTION_CUT = "WEIR-4512";
    static final String LOG_GROWS = "WEIR-4513";
    static final String NEW_TABLE = "WEIR-4514";
    static final String SLOT_REPLACED = "WEIR-4515";
    static final String NO_HEARTBEAT = "WEIR-4516";
}
