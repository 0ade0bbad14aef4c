package routes.extension.source;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import routes.common.yaml.FileSchema;

/** The JSON Schema of {@code source.yaml}. */
public final class SourceSchema {
    private SourceSchema() {}

    public static ObjectNode make() {
        ObjectNode file = FileSchema.file(
                "Mapping of an alarm source (source.yaml)", SourceFileReader.FIELDS, List.of("source", "alarm"));
        FileSchema.put(file, "answer", FileSchema.object(SourceFileReader.ANSWER_FIELDS, List.of()));
        ObjectNode way = FileSchema.object(SourceAuthReader.WAYS, List.of());
        FileSchema.put(way, "hmac", FileSchema.object(HmacReader.HMAC, List.of()));
        FileSchema.put(file, "auth", FileSchema.oneOrMore(way));
        FileSchema.put(file, "enabled", JsonNodeFactory.instance.objectNode().put("type", "boolean"));
        return file;
    }
}
