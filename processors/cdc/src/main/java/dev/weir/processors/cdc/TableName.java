package dev.weir.processors.cdc;

/** A table with its schema; its text, {@code public.album}, is the name of the table everywhere. */
record TableName(String schema, String table) implements Comparable<TableName> {

    @Override
    public int compareTo(TableName other) {
        return toString().compareTo(other.toString());
    }

    /** For SQL. */
    String quoted() {
        return quote(schema) + "." + quote(table);
    }

    static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    @Override
    public String toString() {
        return schema + "." + table;
    }
}
