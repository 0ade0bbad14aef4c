package routes.extension;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import routes.channel.mapped.ChannelSchema;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;
import routes.extension.source.SourceSchema;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.notice.receipt.ReceiptSchema;

/** JSON Schemas of the files that people write, made of what their readers take. Editors complete and check by them. */
public final class FileSchemas {
    private static final Map<String, Supplier<? extends JsonNode>> BY_NAME = Map.of(
            "source.schema.json", SourceSchema::make,
            "channel.schema.json", ChannelSchema::make,
            "receipts.schema.json", ReceiptSchema::make);

    /** @param name such as {@code source.schema.json} */
    public static Optional<JsonNode> of(String name) {
        return Optional.ofNullable(BY_NAME.get(name)).map(Supplier::get);
    }

    /** One of them, as the body of the answer. */
    public ApiAnswer show(ApiRequest request) {
        String name = request.path().replaceFirst(".*/", "");
        return of(name).map(schema -> ApiAnswer.plain(ApiAnswer.JSON, Json.bytes(schema)))
                .orElseThrow(() -> RefusedRequest.of(ErrorCode.NOT_FOUND, "there is no schema " + name));
    }
}
