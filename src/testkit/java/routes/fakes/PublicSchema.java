package routes.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.Set;
import routes.common.json.Json;

/** A public contract under {@code schemas/}, held against what the application really writes. */
public final class PublicSchema {
    private final JsonSchema schema;

    private PublicSchema(JsonSchema schema) {
        this.schema = schema;
    }

    /** @param name without folder and ending, such as {@code event} */
    public static PublicSchema named(String name) {
        return new PublicSchema(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(PublicSchema.class.getResourceAsStream("/schemas/" + name + ".schema.json")));
    }

    /** What is wrong with the value as the application would write it. */
    public Set<ValidationMessage> problemsOf(Object value) {
        return schema.validate(
                value instanceof JsonNode json ? json : Json.mapper().valueToTree(value),
                context -> context.getExecutionConfig().setFormatAssertionsEnabled(true));
    }
}
