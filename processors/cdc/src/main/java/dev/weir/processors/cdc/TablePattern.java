package dev.weir.processors.cdc;

import java.util.regex.Pattern;

/**
 * Which tables are wanted: {@code album}, {@code sales.orders}, {@code public.order_*}. Without a
 * schema, {@code public} is meant. {@code *} stands for any text without a dot, {@code ?} for one
 * character.
 */
record TablePattern(String text) {

    TablePattern {
        if (!text.matches("[^\\s,.\"\\\\]+(\\.[^\\s,.\"\\\\]+)?")) {
            throw new IllegalArgumentException(
                    "'%s' is not a table: write table or schema.table, with * for any text"
                            .formatted(text));
        }
        text = text.contains(".") ? text : "public." + text;
    }

    boolean isLiteral() {
        return text.indexOf('*') < 0 && text.indexOf('?') < 0;
    }

    boolean matches(TableName table) {
        return regex().matcher(table.toString()).matches();
    }

    private Pattern regex() {
        var regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '*' -> regex.append("[^.]*");
                case '?' -> regex.append("[^.]");
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString());
    }

    @Override
    public String toString() {
        return text;
    }
}
