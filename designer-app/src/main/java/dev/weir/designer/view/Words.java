package dev.weir.designer.view;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Failures in words that a user can do something with. */
final class Words {

    private Words() {}

    static String of(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> missing.getFile() + " does not exist";
            case AccessDeniedException denied -> denied.getFile() + " may not be accessed";
            case FileSystemException file -> file.getFile() + ": " + file.getReason();
            default -> e.getMessage() == null ? e.toString() : e.getMessage();
        };
    }

    /** A number with its noun: {@code 1 problem}, {@code 3 problems}. */
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
