package com.example.weir.text;

import dev.weir.api.Column;
import dev.weir.api.Context;
import dev.weir.api.DesignContext;
import dev.weir.api.Doc;
import dev.weir.api.Inputs;
import dev.weir.api.InvalidSetting;
import dev.weir.api.Outputs;
import dev.weir.api.Port;
import dev.weir.api.Processor;
import dev.weir.api.Rejections;
import dev.weir.api.Transform;
import dev.weir.api.TransformTask;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Adds text columns with values picked out of a column of JSON text. */
@Processor.Named(value = "extract-json", group = "Transforms")
@Doc("Adds text columns with values picked out of a column of JSON text.")
@Port(name = Processor.ERRORS, doc = "Rows whose text is not JSON.")
public record ExtractJson(
        @Doc(value = "Column with the JSON text.", example = "payload") Column column,
        @Doc(
                        value =
                                "Members to pick, each a new column; inner members with dots. Missing"
                                        + " members become null.",
                        example = "[customer.name, total]")
                List<String> members)
        implements Transform {

    public ExtractJson {
        members = List.copyOf(members);
        if (members.isEmpty()) {
            throw new InvalidSetting("members", "name at least one member to pick");
        }
    }

    @Override
    public boolean stateless() {
        return true;
    }

    @Override
    public Outputs outputSchemas(Inputs inputs, DesignContext context) {
        Schema input = inputs.only();
        context.column("column", input, column.name())
                .filter(field -> !(field.getType() instanceof ArrowType.Utf8))
                .ifPresent(field ->
                        context.problem("column", field.getName() + " is not a column of text"));
        var fields = new ArrayList<Field>(input.getFields());
        for (int i = 0; i < members.size(); i++) {
            String member = members.get(i);
            if (fields.stream().anyMatch(field -> field.getName().equals(member))) {
                context.problem(
                        "members[" + i + "]",
                        "there is already a column " + member + "; rename it");
            }
            fields.add(Field.nullable(member, ArrowType.Utf8.INSTANCE));
        }
        return Outputs.of(new Schema(fields)).and(ERRORS, Rejections.SCHEMA);
    }

    @Override
    public TransformTask start(Context context) {
        return new ExtractJsonTask(this, context);
    }
}
