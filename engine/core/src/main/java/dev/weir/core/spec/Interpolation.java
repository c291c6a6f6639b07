package dev.weir.core.spec;

import dev.weir.api.Secret;
import dev.weir.core.problem.Suggestions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Replaces {@code ${param:x}}, {@code ${env:X}} and {@code ${secret:x}} in a setting's text; {@code
 * $${} stands for itself.
 *
 * @param text with everything replaced
 * @param secret whether a secret went into it
 * @param pieces which part of the text comes from where
 * @param mistakes what could not be replaced
 */
record Interpolation(String text, boolean secret, List<Piece> pieces, List<Mistake> mistakes) {

    /** From an offset in the text on, until the next piece. */
    record Piece(int offset, int source, boolean replaced) {}

    /** What is wrong at an offset of the source. */
    record Mistake(int offset, String code, String message) {}

    static Interpolation of(String source, BindScope scope) {
        if (!source.contains("${")) {
            return new Interpolation(source, false, List.of(), List.of());
        }
        return new Walk(source, scope).walk();
    }

    /** Where a character of the text comes from; a replaced one from the beginning of its {@code ${}. */
    int sourceOffset(int offset) {
        int found = offset;
        for (Piece piece : pieces) {
            if (piece.offset() > offset) {
                break;
            }
            found = piece.source() + (piece.replaced() ? 0 : offset - piece.offset());
        }
        return found;
    }

    /** One pass over a text. */
    private static final class Walk {
        private final String source;
        private final BindScope scope;
        private final StringBuilder text = new StringBuilder();
        private final List<Piece> pieces = new ArrayList<>();
        private final List<Mistake> mistakes = new ArrayList<>();
        private boolean secret;

        Walk(String source, BindScope scope) {
            this.source = source;
            this.scope = scope;
        }

        Interpolation walk() {
            int at = 0;
            while (at < source.length()) {
                int next = source.indexOf("${", at);
                if (next < 0) {
                    plain(at, source.length());
                    break;
                }
                if (next > at && source.charAt(next - 1) == '$') {
                    plain(at, next - 1);
                    plain(next, next + 2);
                    at = next + 2;
                    continue;
                }
                plain(at, next);
                at = reference(next);
            }
            return new Interpolation(text.toString(), secret, pieces, mistakes);
        }

        private void plain(int from, int to) {
            pieces.add(new Piece(text.length(), from, false));
            text.append(source, from, to);
        }

        /** Replaces the reference that begins here; the answer is where it ends. */
        private int reference(int start) {
            int end = source.indexOf('}', start);
            if (end < 0) {
                wrong(start, "WEIR-2006", "'${' has no '}'; a literal '${' is written '$${'");
                return source.length();
            }
            String inner = source.substring(start + 2, end);
            int colon = inner.indexOf(':');
            String kind = colon < 0 ? inner : inner.substring(0, colon);
            String name = colon < 0 ? "" : inner.substring(colon + 1);
            pieces.add(new Piece(text.length(), start, true));
            switch (kind) {
                case "param" -> parameter(start, name);
                case "env" -> environment(start, name);
                case "secret" -> secret(start, name);
                default ->
                        wrong(
                                start,
                                "WEIR-2006",
                                ("'${%s}' is not known; there are ${param:name}, ${env:NAME} and"
                                                + " ${secret:name}, and '$${' for a literal '${'")
                                        .formatted(inner));
            }
            return end + 1;
        }

        private void parameter(int start, String name) {
            String value = scope.parameters().get(name);
            if (value == null) {
                wrong(
                        start,
                        "WEIR-2006",
                        "the flow has no parameter '%s'%s"
                                .formatted(
                                        name,
                                        Suggestions.didYouMean(name, scope.parameters().keySet())));
            } else {
                text.append(value);
            }
        }

        private void environment(int start, String name) {
            String value = scope.environment().apply(name);
            if (value == null) {
                wrong(start, "WEIR-2008", "the environment variable %s is not set".formatted(name));
            } else {
                text.append(value);
            }
        }

        private void secret(int start, String name) {
            secret = true;
            try {
                var value = find(name);
                if (value.isPresent()) {
                    text.append(value.get().reveal());
                } else {
                    var places = scope.secrets().stream().map(SecretProvider::name).toList();
                    wrong(
                            start,
                            "WEIR-2009",
                            "there is no secret '%s' in %s; weir explain 2009 says where one is kept"
                                    .formatted(
                                            name,
                                            places.isEmpty()
                                                    ? "any place"
                                                    : String.join(" or ", places)));
                }
            } catch (IOException e) {
                wrong(
                        start,
                        "WEIR-2009",
                        "the secret '%s' cannot be read: %s".formatted(name, e.getMessage()));
            }
        }

        private Optional<Secret> find(String name) throws IOException {
            int colon = name.indexOf(':');
            for (SecretProvider provider : scope.secrets()) {
                boolean named = colon > 0 && provider.name().equals(name.substring(0, colon));
                var found =
                        named
                                ? provider.find(name.substring(colon + 1))
                                : colon > 0 ? Optional.<Secret>empty() : provider.find(name);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }

        private void wrong(int offset, String code, String message) {
            mistakes.add(new Mistake(offset, code, message));
        }
    }
}
