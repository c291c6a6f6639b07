package dev.weir.server.command;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
final class Amounts {
    private static final String[] BYTES = {"B", "KiB", "MiB", "GiB", "TiB"};
    private static final String[] COUNTS = {"", "k", "M", "G"};

    private Amounts() {}

    static String rows(long rows) {
        return String.format(Locale.ROOT, "%,d", rows);
    }

    static String bytes(double bytes) {
        return scaled(bytes, 1024, BYTES, " ");
    }

    static String perSecond(double count) {
        return scaled(count, 1000, COUNTS, "") + " rows/s";
    }

    static String time(Duration time) {
        long seconds = time.toSeconds();
        return seconds < 60
                ? String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0)
                : seconds < 3600
                        ? String.format(Locale.ROOT, "%d:%02d min", seconds / 60, seconds % 60)
                        : String.format(
                                Locale.ROOT, "%d:%02d h", seconds / 3600, seconds / 60 % 60);
    }

    private static String scaled(double value, int base, String[] units, String gap) {
        int unit = 0;
        double left = value;
        while (left >= base && unit < units.length - 1) {
            left /= base;
            unit++;
        }
        String digits = unit == 0 || left >= 100 ? "%.0f" : left >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, digits, left)
                + (unit == 0 && gap.isEmpty() ? "" : gap)
                + units[unit];
    }
}
