package dev.weir.expression;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds what was probably meant. */
final class Spellings {
    private static final int SHOWN = 8;

    private Spellings() {}

    /** The candidate that takes the fewest changes of a letter, if they are few. */
    static Optional<String> nearest(String word, List<String> candidates) {
        String lower = word.toLowerCase(Locale.ROOT);
        int least = Math.max(1, word.length() / 3) + 1;
        Optional<String> nearest = Optional.empty();
        for (String candidate : candidates) {
            int distance = distance(lower, candidate.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                nearest = Optional.of(candidate);
            }
        }
        return nearest;
    }

    /** Some names with commas between them. */
    static String listed(List<String> names) {
        if (names.isEmpty()) {
            return "no columns";
        }
        String some = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        return names.size() > SHOWN ? some + " and others" : some;
    }

    /** Letters added, left out, changed or swapped with their neighbour. */
    private static int distance(String a, String b) {
        int[][] distances = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    distances[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least =
                        Math.min(
                                Math.min(distances[i - 1][j], distances[i][j - 1]) + 1,
                                distances[i - 1][j - 1] + change);
                boolean swapped =
                        i > 1
                                && j > 1
                                && a.charAt(i - 1) == b.charAt(j - 2)
                                && a.charAt(i - 2) == b.charAt(j - 1);
                distances[i][j] = swapped ? Math.min(least, distances[i - 2][j - 2] + 1) : least;
            }
        }
        return distances[a.length()][b.length()];
    }
}
