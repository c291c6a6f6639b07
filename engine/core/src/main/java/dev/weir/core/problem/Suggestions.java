package dev.weir.core.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what a misspelt word was meant to be. */
public final class Suggestions {

    private Suggestions() {}

    /** The candidate nearest to a word, if it is near enough to be meant. */
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        int far = Math.max(1, Math.min(4, word.length() / 2));
        return candidates.stream()
                .filter(candidate -> distance(word, candidate) <= far)
                .min(
                        Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code ; did you mean column?} or nothing, to be put after a message. */
    public static String didYouMean(String word, Collection<String> candidates) {
        return nearest(word, candidates).map(near -> "; did you mean " + near + "?").orElse("");
    }

    /** Insertions, deletions, replacements and swaps of neighbours, ignoring case. */
    static int distance(String from, String to) {
        String a = from.toLowerCase(java.util.Locale.ROOT);
        String b = to.toLowerCase(java.util.Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int best = cost[i - 1][j - 1] + (same ? 0 : 1);
        best = Math.min(best, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        if (i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1)) {
            best = Math.min(best, cost[i - 2][j - 2] + 1);
        }
        return best;
    }
}
