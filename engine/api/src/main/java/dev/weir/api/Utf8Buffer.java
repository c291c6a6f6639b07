package dev.weir.api;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * A growing piece of UTF-8 text, for encoders that must not make an object of each value. The
 * spelling of numbers and times here is the one that all text formats share. Not for several
 * threads.
 */
public final class Utf8Buffer {

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    /**
     * Free bytes that there are behind the last one after each reservation, so that whole words can
     * be stored.
     */
    private static final int SLACK = 32;

    /** Text is escaped in pieces, as room for the worst case is reserved beforehand. */
    private static final int PIECE = 1 << 14;

    private byte[] bytes;
    private int length;
    private long day = Long.MIN_VALUE;
    private long dayText;
    private short dayEnd;

    public Utf8Buffer(int capacity) {
        bytes = new byte[capacity + SLACK];
    }

    public int length() {
        return length;
    }

    /** The bytes, of which the first {@link #length} count; valid until the next call that adds. */
    public byte[] array() {
        return bytes;
    }

    /** The text so far as a buffer to read from; valid until the next call that adds. */
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    /** Forgets everything; the capacity stays. */
    public void clear() {
        length = 0;
    }

    /** Forgets everything behind the first bytes. */
    public void truncate(int length) {
        assert length <= this.length;
        this.length = length;
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** Makes room for so many more bytes. */
    public void reserve(int more) {
        if (length + more > bytes.length - SLACK) {
            grow(more);
        }
    }

    private void grow(int more) {
        long needed = (long) length + more + SLACK;
        if (needed > Integer.MAX_VALUE - 8) {
            throw new IllegalStateException("text of more than 2 GiB in one piece");
        }
        bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, needed * 2));
    }

    /** One ASCII character. */
    public void add(char c) {
        reserve(1);
        bytes[length++] = (byte) c;
    }

    public void add(String text) {
        add(text.getBytes(StandardCharsets.UTF_8));
    }

    public void add(byte[] text) {
        add(text, 0, text.length);
    }

    public void add(byte[] text, int from, int count) {
        reserve(count);
        System.arraycopy(text, from, bytes, length, count);
        length += count;
    }

    /**
     * Text in words of eight bytes, of which the first {@code count} bytes count; for short
     * constants.
     */
    void add(long[] words, int count) {
        reserve(count + 8);
        int at = length;
        for (long word : words) {
            LONG.set(bytes, at, word);
            at += 8;
        }
        length += count;
    }

    /** The words for {@link #add(long[], int)}. */
    static long[] words(byte[] text) {
        byte[] padded = Arrays.copyOf(text, (text.length + 7) & -8);
        long[] words = new long[padded.length / 8];
        for (int i = 0; i < words.length; i++) {
            words[i] = (long) LONG.get(padded, i * 8);
        }
        return words;
    }

    /** A whole number. */
    public void whole(long value) {
        reserve(20);
        if (value < 0) {
            if (value == Long.MIN_VALUE) {
                add("-9223372036854775808");
                return;
            }
            bytes[length++] = '-';
            value = -value;
        }
        int digits = DigitPairs.count(value);
        DigitPairs.backwards(value, bytes, length + digits);
        length += digits;
    }

    /** A whole number whose sign bit counts. */
    public void unsigned(long value) {
        if (value >= 0) {
            whole(value);
        } else {
            add(Long.toUnsignedString(value));
        }
    }

    /** {@code unscaled / 10^scale}, with all digits of its scale. */
    public void decimal(long unscaled, int scale) {
        if (scale <= 0) {
            whole(unscaled);
            for (int i = 0; i < -scale && unscaled != 0; i++) {
                add('0');
            }
            return;
        }
        if (unscaled == Long.MIN_VALUE) {
            add(java.math.BigDecimal.valueOf(unscaled, scale).toPlainString());
            return;
        }
        reserve(24 + scale);
        if (unscaled < 0) {
            bytes[length++] = '-';
            unscaled = -unscaled;
        }
        int digits = Math.max(DigitPairs.count(unscaled), scale + 1);
        Arrays.fill(bytes, length, length + digits, (byte) '0');
        DigitPairs.backwards(unscaled, bytes, length + digits);
        int point = length + digits - scale;
        System.arraycopy(bytes, point, bytes, point + 1, scale);
        bytes[point] = '.';
        length += digits + 1;
    }

    /**
     * A floating-point number in its shortest form that reads back as the same value, such as
     * {@code 0.1}, {@code 5.0}, {@code 1.0E20}; {@code NaN}, {@code Infinity}, {@code -Infinity}.
     */
    public void real(double value) {
        // A decimal of up to 15 digits that gives this value is the shortest one: no two such
        // decimals are the same double. Most numbers of real data are found here, without an
        // object.
        double size = Math.abs(value);
        if (size < 1e8 && size >= 1e-3) {
            long scaled = Math.round(size * 1e6);
            if (scaled / 1e6 == size) {
                shortDecimal(value < 0, scaled);
                return;
            }
        }
        add(Double.toString(value));
    }

    private void shortDecimal(boolean negative, long millionths) {
        reserve(24);
        if (negative) {
            bytes[length++] = '-';
        }
        whole(millionths / 1_000_000);
        bytes[length++] = '.';
        int fraction = (int) (millionths % 1_000_000);
        padded(fraction, 6);
        int last = length - 1;
        int first = length - 6;
        while (last > first && bytes[last] == '0') {
            last--;
        }
        length = last + 1;
    }

    /** As {@link #real(double)}, for a single-precision number. */
    public void real(float value) {
        add(Float.toString(value));
    }

    /** A date as {@code 2024-02-29}, from days since 1970-01-01. */
    public void date(long days) {
        reserve(16);
        if (days == day) {
            LONG.set(bytes, length, dayText);
            SHORT.set(bytes, length + 8, dayEnd);
            length += 10;
            return;
        }
        LocalDate date = LocalDate.ofEpochDay(days);
        if (date.getYear() < 0 || date.getYear() > 9999) {
            add(date.toString());
            return;
        }
        int start = length;
        padded(date.getYear(), 4);
        bytes[length++] = '-';
        padded(date.getMonthValue(), 2);
        bytes[length++] = '-';
        padded(date.getDayOfMonth(), 2);
        day = days;
        dayText = (long) LONG.get(bytes, start);
        dayEnd = (short) SHORT.get(bytes, start + 8);
    }

    /**
     * A time of day as {@code 23:59:59}, with 3, 6 or 9 digits of a fraction unless it is zero.
     *
     * @param perSecond units in a second, from 1 to 1,000,000,000
     */
    public void time(long units, long perSecond) {
        reserve(24);
        int seconds = (int) (units / perSecond);
        padded(seconds / 3600, 2);
        bytes[length++] = ':';
        padded(seconds / 60 % 60, 2);
        bytes[length++] = ':';
        padded(seconds % 60, 2);
        long fraction = units - seconds * perSecond;
        if (fraction != 0) {
            int nanos = (int) (fraction * (1_000_000_000L / perSecond));
            bytes[length++] = '.';
            if (nanos % 1_000_000 == 0) {
                padded(nanos / 1_000_000, 3);
            } else if (nanos % 1000 == 0) {
                padded(nanos / 1000, 6);
            } else {
                padded(nanos, 9);
            }
        }
    }

    /** A moment as {@code 2024-02-29T23:59:59}, from units since 1970. */
    public void timestamp(long units, long perSecond) {
        long perDay = 86_400 * perSecond;
        long days = Math.floorDiv(units, perDay);
        date(days);
        add('T');
        time(units - days * perDay, perSecond);
    }

    private void padded(int value, int width) {
        DigitPairs.padded(value, width, bytes, length);
        length += width;
    }

    /** Text between quotes as JSON wants it. */
    public void jsonText(byte[] text, int from, int count) {
        add('"');
        for (int at = 0; at < count; at += PIECE) {
            int size = Math.min(PIECE, count - at);
            reserve(size * 6 + 8);
            length = JsonText.escape(text, from + at, size, bytes, length);
        }
        add('"');
    }

    /** Text between quotes as JSON wants it. */
    public void jsonText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        jsonText(utf8, 0, utf8.length);
    }
}
