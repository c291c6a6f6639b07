package dev.weir.server.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds the flow files that a command line names. */
final class FlowFiles {
    static final String ENDING = ".flow.yaml";

    private FlowFiles() {}

    /** The files themselves, and every flow file below the folders. */
    static List<Path> in(List<Path> places) throws IOException, CommandFailed {
        var files = new ArrayList<Path>();
        for (Path place : places) {
            if (!Files.isDirectory(place)) {
                files.add(place);
                continue;
            }
            int before = files.size();
            try (var below = Files.walk(place, 20)) {
                below.filter(file -> file.toString().endsWith(ENDING))
                        .filter(Files::isRegularFile)
                        .sorted()
                        .forEach(files::add);
            }
            if (files.size() == before) {
                throw new CommandFailed(
                        ExitCode.IO, place + ": there is no file *" + ENDING + " in this folder");
            }
        }
        return files;
    }
}
