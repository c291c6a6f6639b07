package dev.weir.core.plan;

import dev.weir.api.Inputs;
import dev.weir.api.InvalidSetting;
import dev.weir.api.Outputs;
import dev.weir.api.Processor;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a processor says about its outputs.
 *
 * @param outputs empty if something is wrong
 */
record Answer(Optional<Outputs> outputs, List<Told> told) {

    /** Asks on this thread. */
    static Answer ask(Processor processor, Inputs inputs, Path temporary) {
        var told = new ArrayList<Told>();
        Optional<Outputs> outputs = Optional.empty();
        try (var design = new Design(temporary)) {
            try {
                outputs = Optional.of(processor.outputSchemas(inputs, design));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                told.add(new Told("WEIR-3015", "", -1, "was interrupted while it was asked"));
            } catch (Exception e) {
                told.add(failure(e));
            }
            told.addAll(0, design.told());
        }
        return new Answer(told.isEmpty() ? outputs : Optional.empty(), told);
    }

    private static Told failure(Exception e) {
        return switch (e) {
            case InvalidSetting invalid ->
                    new Told(
                            "WEIR-2005",
                            invalid.setting(),
                            -1,
                            String.valueOf(invalid.getMessage()));
            case NoSuchFileException missing ->
                    new Told("WEIR-3015", "", -1, "there is no file " + missing.getFile());
            case IOException _, SQLException _, java.io.UncheckedIOException _ ->
                    new Told(
                            "WEIR-3015",
                            "",
                            -1,
                            "cannot be asked for its columns: " + e.getMessage());
            default ->
                    new Told(
                            "WEIR-3016",
                            "",
                            -1,
                            "failed when it was asked for its columns, which is a bug of the"
                                    + " processor: "
                                    + e);
        };
    }
}
