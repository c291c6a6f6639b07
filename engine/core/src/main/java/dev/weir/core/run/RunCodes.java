package dev.weir.core.run;

/** Codes of what can go wrong while a flow runs. */
final class RunCodes {
    static final String LOCKED = "WEIR-4001";
    static final String CHANGED = "WEIR-4002";
    static final String DAMAGED = "WEIR-4003";
    static final String FAULT = "WEIR-4004";
    static final String OUTSIDE_FAILED = "WEIR-4005";
    static final String REJECTED = "WEIR-4006";
    static final String LEAK = "WEIR-4007";
    static final String SCHEMA_CHANGED = "WEIR-4008";
    static final String KEEPS_THREAD = "WEIR-4009";
    static final String RETRYING = "WEIR-4010";
    static final String HELD_BACK = "WEIR-4011";
    static final String CHECKPOINT_UNCERTAIN = "WEIR-4012";
    static final String CANNOT_REPLAY = "WEIR-4013";
    static final String NO_STATE = "WEIR-4014";

    /** As the expressions of a row, {@code WEIR-410x}. */
    static final String DATA = "WEIR-4104";

    private RunCodes() {}
}
