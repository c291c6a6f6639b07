package dev.weir.core.problem;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The page of every problem code, as {@code weir explain} shows it; they are written in codes.md.
 */
public final class Codes {

    /** What a code means. */
    public record Page(String code, String title, String explanation, String remedy) {}

    /** Read when the first page is wanted. */
    private static final class Pages {
        static final List<Page> ALL = read();
    }

    private Codes() {}

    public static Optional<Page> find(String code) {
        return all().stream().filter(page -> page.code().equals(code)).findFirst();
    }

    /** All pages, by code. */
    public static List<Page> all() {
        return Pages.ALL;
    }

    private static List<Page> read() {
        try (InputStream in = Codes.class.getResourceAsStream("codes.md")) {
            if (in == null) {
                throw new IllegalStateException("codes.md is missing");
            }
            var pages = new ArrayList<Page>();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String section : text.replace("\r", "").split("(?m)^# ")) {
                if (!section.isBlank()) {
                    pages.add(page(section));
                }
            }
            pages.sort(Comparator.comparing(Page::code));
            return List.copyOf(pages);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Code and title on the first line, the explanation, and what follows {@code To do:}. */
    private static Page page(String section) {
        int titleEnd = section.indexOf('\n');
        int remedy = section.indexOf("\nTo do: ");
        String[] title = section.substring(0, titleEnd).split(" ", 2);
        return new Page(
                title[0],
                title[1].strip(),
                section.substring(titleEnd, remedy).strip(),
                section.substring(remedy + "\nTo do: ".length()).strip());
    }
}
