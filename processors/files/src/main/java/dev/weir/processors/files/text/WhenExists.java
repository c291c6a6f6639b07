package dev.weir.processors.files.text;

import dev.weir.api.Doc;

/** What a sink does about files in its place that its flow did not write. */
public enum WhenExists {
    @Doc("The run fails before anything is written.")
    FAIL,
    @Doc("They are replaced when the run is complete.")
    REPLACE,
    @Doc("They are kept, and rows are added behind theirs, in every run.")
    APPEND
}
