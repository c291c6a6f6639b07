package dev.weir.api;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/** Metadata of columns that travels along with them. */
public final class Columns {

    /** Key of the metadata of a column whose values must not be shown or logged. */
    public static final String SENSITIVE = "sensitive";

    private Columns() {}

    public static boolean isSensitive(Field field) {
        return "true".equals(field.getMetadata().get(SENSITIVE));
    }

    /** The field with another name, its type and metadata kept. */
    public static Field renamed(Field field, String name) {
        return new Field(name, field.getFieldType(), field.getChildren());
    }

    public static Field sensitive(Field field) {
        Map<String, String> metadata = new LinkedHashMap<>(field.getMetadata());
        metadata.put(SENSITIVE, "true");
        var type =
                new FieldType(field.isNullable(), field.getType(), field.getDictionary(), metadata);
        return new Field(field.getName(), type, field.getChildren());
    }
}
