package dev.weir.core.file;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks the five fields of a schedule. */
final class Cron {
    private static final Pattern PART = Pattern.compile("(\\*|\\w+(?:-\\w+)?)(?:/([1-9][0-9]?))?");
    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");
    private static final List<String> DAYS =
            List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

    private Cron() {}

    static boolean isValid(String text) {
        String[] fields = text.strip().split("\\s+");
        return fields.length == 5
                && field(fields[0], 0, 59, List.of())
                && field(fields[1], 0, 23, List.of())
                && field(fields[2], 1, 31, List.of())
                && field(fields[3], 1, 12, MONTHS)
                && field(fields[4], 0, 7, DAYS);
    }

    private static boolean field(String text, int min, int max, List<String> names) {
        for (String part : text.split(",", -1)) {
            Matcher match = PART.matcher(part);
            if (!match.matches()) {
                return false;
            }
            if (!match.group(1).equals("*")) {
                String[] ends = match.group(1).split("-");
                int first = number(ends[0], min, names);
                int last = number(ends[ends.length - 1], min, names);
                if (first < min || last > max || first > last) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int number(String text, int min, List<String> names) {
        int name = names.indexOf(text.toLowerCase(Locale.ROOT));
        if (name >= 0) {
            return name + min;
        }
        return text.matches("[0-9]{1,2}") ? Integer.parseInt(text) : -1;
    }
}
