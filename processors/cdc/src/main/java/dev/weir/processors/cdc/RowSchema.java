package dev.weir.processors.cdc;

import dev.weir.api.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** The schema of a table's changes: its columns, then what there is to say about the change. */
final class RowSchema {
    /**
     * {@code r} read in the first load, {@code c} created, {@code u} updated, {@code d} deleted,
     * {@code t} truncated.
     */
    static final String OP = "_op";

    /** When the transaction was committed. */
    static final String TS = "_ts";

    /** The transaction, null in the first load. */
    static final String TX = "_tx";

    /** Number of the change in its transaction, or of the row in the first load; from 1. */
    static final String SEQ = "_seq";

    /** Position in the log, which several rows may share. */
    static final String LSN = "_lsn";

    static final String TABLE = "_table";

    /** Columns which the database did not send because the update left them alone. */
    static final String UNCHANGED = "_unchanged";

    /** Values that the column's type cannot hold, as {@code column=text}: NaN, infinity. */
    static final String SPECIAL = "_special";

    /** The row before the change. */
    static final String BEFORE = "_before";

    /** Names that no column of a table may have. */
    static final Set<String> OWN = Set.of(OP, TS, TX, SEQ, LSN, TABLE, UNCHANGED, SPECIAL, BEFORE);

    private RowSchema() {}

    static Schema of(List<Field> columns, boolean before) {
        var fields = new ArrayList<>(columns);
        fields.add(field(OP, "utf8"));
        fields.add(field(TS, "timestamp(UTC)"));
        fields.add(field(TX, "utf8"));
        fields.add(field(SEQ, "int64"));
        fields.add(field(LSN, "int64"));
        fields.add(field(TABLE, "utf8"));
        fields.add(field(UNCHANGED, "list<utf8>"));
        fields.add(field(SPECIAL, "list<utf8>"));
        if (before) {
            fields.add(new Field(BEFORE, FieldType.nullable(ArrowType.Struct.INSTANCE), columns));
        }
        return new Schema(fields);
    }

    static Field field(String name, String type) {
        return ColumnType.parse(type).field(name);
    }
}
