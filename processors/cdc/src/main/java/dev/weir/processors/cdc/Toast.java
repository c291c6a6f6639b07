package dev.weir.processors.cdc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The value by which the connector says that it has no value: PostgreSQL does not send large
 * columns that an update left alone. It is random, so that no row can have it by chance or on
 * purpose.
 */
final class Toast {
    private final String text;
    private final byte[] bytes;
    private final String uuid;

    private Toast(String text) {
        this.text = text;
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
        this.uuid = UUID.nameUUIDFromBytes(bytes).toString();
    }

    static Toast random() {
        return new Toast("weir-" + UUID.randomUUID());
    }

    /** What the connector must be told. */
    String placeholder() {
        return text;
    }

    /** Whether the value stands for one that was not sent. */
    boolean is(Object value) {
        return switch (value) {
            case String other -> other.equals(text);
            case byte[] other -> Arrays.equals(other, bytes);
            case ByteBuffer other -> other.equals(ByteBuffer.wrap(bytes));
            case List<?> list -> isList(list);
            case Map<?, ?> map -> map.containsKey(text);
            default -> false;
        };
    }

    /** Lists hold the placeholder, or, of whole numbers, its characters. */
    private boolean isList(List<?> list) {
        if (list.isEmpty() || list.getFirst() == null) {
            return false;
        }
        if (!(list.getFirst() instanceof Number)) {
            return list.size() == 1 && (is(list.getFirst()) || uuid.equals(list.getFirst()));
        }
        if (list.size() != bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if (!(list.get(i) instanceof Number number) || number.longValue() != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
