package dev.weir.expression.kernels;

/**
 * Civil dates of days since 1970-01-01 in the proleptic Gregorian calendar, without objects.
 *
 * <p>The algorithm is Howard Hinnant's: years begin in March, eras have 400 of them.
 */
final class Calendar {

    private Calendar() {}

    static long year(long day) {
        long shifted = day + 719_468;
        long era = Math.floorDiv(shifted, 146_097);
        long dayOfEra = shifted - era * 146_097;
        long yearOfEra = yearOfEra(dayOfEra);
        return yearOfEra + era * 400 + (monthFromMarch(dayOfEra, yearOfEra) >= 10 ? 1 : 0);
    }

    /** From 1 to 12. */
    static long month(long day) {
        long dayOfEra = Math.floorMod(day + 719_468, 146_097L);
        long month = monthFromMarch(dayOfEra, yearOfEra(dayOfEra));
        return month < 10 ? month + 3 : month - 9;
    }

    /** From 1 to 31. */
    static long dayOfMonth(long day) {
        long dayOfEra = Math.floorMod(day + 719_468, 146_097L);
        long dayOfYear = dayOfYear(dayOfEra, yearOfEra(dayOfEra));
        long month = (5 * dayOfYear + 2) / 153;
        return dayOfYear - (153 * month + 2) / 5 + 1;
    }

    /** Days since 1970-01-01 of a date that exists. */
    static long day(long year, long month, long dayOfMonth) {
        long fromMarch = month > 2 ? year : year - 1;
        long era = Math.floorDiv(fromMarch, 400L);
        long yearOfEra = fromMarch - era * 400;
        long dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + dayOfMonth - 1;
        return era * 146_097
                + yearOfEra * 365
                + yearOfEra / 4
                - yearOfEra / 100
                + dayOfYear
                - 719_468;
    }

    static boolean exists(long year, long month, long dayOfMonth) {
        if (month < 1 || month > 12 || dayOfMonth < 1) {
            return false;
        }
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        int days =
                switch ((int) month) {
                    case 2 -> leap ? 29 : 28;
                    case 4, 6, 9, 11 -> 30;
                    default -> 31;
                };
        return dayOfMonth <= days;
    }

    private static long yearOfEra(long dayOfEra) {
        return (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    }

    private static long dayOfYear(long dayOfEra, long yearOfEra) {
        return dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    }

    private static long monthFromMarch(long dayOfEra, long yearOfEra) {
        return (5 * dayOfYear(dayOfEra, yearOfEra) + 2) / 153;
    }
}
