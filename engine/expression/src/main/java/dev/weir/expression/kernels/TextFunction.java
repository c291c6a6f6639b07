package dev.weir.expression.kernels;

import dev.weir.expression.types.Type;
import java.util.Optional;

/** Functions of one text. */
final class TextFunction {

    private TextFunction() {}

    static Optional<Node> of(String function, Node text) {
        return switch (function) {
            case "lower", "lcase" -> Optional.of(new Cased(text, false));
            case "upper", "ucase" -> Optional.of(new Cased(text, true));
            case "trim" -> Optional.of(new Trimmed(text, true, true));
            case "ltrim" -> Optional.of(new Trimmed(text, true, false));
            case "rtrim" -> Optional.of(new Trimmed(text, false, true));
            case "length", "len", "char_length", "character_length" ->
                    Optional.of(new Length(text, true));
            case "strlen" -> Optional.of(new Length(text, false));
            default -> Optional.empty();
        };
    }

    /** Number of characters or of bytes. */
    private static final class Length extends Kernel {
        private final boolean characters;

        Length(Node text, boolean characters) {
            super(Type.INT64, text);
            this.characters = characters;
        }

        @Override
        void fill(Lane lane, Chunk chunk) {
            Lane text = operands.getFirst().evaluate(chunk);
            lane.nullsOf(text, chunk.count);
            for (int i = 0; i < chunk.count; i++) {
                lane.longs[i] =
                        characters
                                ? Texts.characters(text.bytes, text.offsets[i], text.offsets[i + 1])
                                : text.length(i);
            }
        }
    }

    /** Without the blanks (of Unicode's category Zs, as in DuckDB) at its ends. */
    private static final class Trimmed extends Kernel {
        private final boolean left;
        private final boolean right;

        Trimmed(Node text, boolean left, boolean right) {
            super(Type.TEXT, text);
            this.left = left;
            this.right = right;
        }

        @Override
        void fill(Lane lane, Chunk chunk) {
            Lane text = operands.getFirst().evaluate(chunk);
            lane.nullsOf(text, chunk.count);
            lane.offsets[0] = 0;
            byte[] bytes = text.bytes;
            for (int i = 0; i < chunk.count; i++) {
                int start = text.offsets[i];
                int end = text.offsets[i + 1];
                int blank;
                while (left && start < end && (blank = blankAt(bytes, start, end)) > 0) {
                    start += blank;
                }
                while (right && start < end && (blank = blankBefore(bytes, start, end)) > 0) {
                    end -= blank;
                }
                lane.append(i, bytes, start, end - start);
            }
        }

        /** Length of the blank that begins there; 0 if none does. */
        private static int blankAt(byte[] bytes, int at, int end) {
            byte first = bytes[at];
            if (first >= 0) {
                return first == ' ' ? 1 : 0;
            }
            if (first == (byte) 0xC2) {
                return at + 1 < end && bytes[at + 1] == (byte) 0xA0 ? 2 : 0;
            }
            if (at + 2 >= end) {
                return 0;
            }
            int point = (first & 0x0F) << 12 | (bytes[at + 1] & 0x3F) << 6 | (bytes[at + 2] & 0x3F);
            boolean isBlank =
                    (first & 0xF0) == 0xE0 && Character.getType(point) == Character.SPACE_SEPARATOR;
            return isBlank ? 3 : 0;
        }

        private static int blankBefore(byte[] bytes, int start, int end) {
            int at = end - 1;
            while (at > start && (bytes[at] & 0xC0) == 0x80) {
                at--;
            }
            int length = blankAt(bytes, at, end);
            return at + length == end ? length : 0;
        }
    }

    /** In lower or upper case, character by character; only those beyond ASCII cost more. */
    private static final class Cased extends Kernel {
        private final boolean upper;

        Cased(Node text, boolean upper) {
            super(Type.TEXT, text);
            this.upper = upper;
        }

        @Override
        void fill(Lane lane, Chunk chunk) {
            Lane text = operands.getFirst().evaluate(chunk);
            int count = chunk.count;
            lane.nullsOf(text, count);
            int length = text.offsets[count];
            if (Texts.isAscii(text.bytes, 0, length)) {
                System.arraycopy(text.offsets, 0, lane.offsets, 0, count + 1);
                ascii(text.bytes, lane.room(length), length);
                return;
            }
            lane.offsets[0] = 0;
            for (int i = 0; i < count; i++) {
                int start = text.offsets[i];
                int end = text.offsets[i + 1];
                if (Texts.isAscii(text.bytes, start, end)) {
                    lane.append(i, text.bytes, start, end - start);
                    int from = lane.offsets[i];
                    for (int at = from; at < lane.offsets[i + 1]; at++) {
                        lane.bytes[at] = ascii(lane.bytes[at]);
                    }
                } else {
                    lane.append(i, unicode(text.text(i)));
                }
            }
        }

        private void ascii(byte[] from, byte[] to, int length) {
            byte first = (byte) (upper ? 'a' : 'A');
            for (int at = 0; at < length; at++) {
                byte c = from[at];
                to[at] = (byte) (c >= first && c < first + 26 ? c ^ 0x20 : c);
            }
        }

        private byte ascii(byte c) {
            byte first = (byte) (upper ? 'a' : 'A');
            return (byte) (c >= first && c < first + 26 ? c ^ 0x20 : c);
        }

        private String unicode(String text) {
            var turned = new StringBuilder(text.length());
            text.codePoints().forEach(c -> turned.appendCodePoint(turned(c)));
            return turned.toString();
        }

        /** DuckDB knows a capital sharp s, which Java does not, and nothing of Unicode 16. */
        private int turned(int character) {
            if (upper && character == 'ß') {
                return 'ẞ';
            }
            int other = upper ? Character.toUpperCase(character) : Character.toLowerCase(character);
            return isOfUnicode16(character) || isOfUnicode16(other) ? character : other;
        }

        /** Whether it is one of the letters with two cases that came with Unicode 16. */
        private static boolean isOfUnicode16(int c) {
            return c == 0x1C89
                    || c == 0x1C8A
                    || c >= 0xA7CB && c <= 0xA7CD
                    || c >= 0xA7DA && c <= 0xA7DC
                    || c >= 0x10D50 && c <= 0x10D65
                    || c >= 0x10D70 && c <= 0x10D85;
        }
    }
}
