package routes.api.datasource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import routes.common.json.Json;
import routes.datasource.ConfigField;
import routes.datasource.ConnectField;
import routes.datasource.DataSource;
import routes.datasource.connect.Connect;
import routes.datasource.connect.ConnectDraft;
import routes.datasource.connect.StoredSource;
import routes.subscription.Stamps;

/** Connects and data sources as they are answered; secrets are masked. */
final class SourceJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private SourceJson() {}

    static ObjectNode of(Connect connect, Optional<DataSource> type) {
        ObjectNode node = NODES.objectNode()
                .put("_id", connect.id())
                .put("name", connect.name())
                .put("type", connect.type())
                .put("is_active", connect.active());
        type.map(DataSource::connectFields).orElse(List.of()).forEach(field -> {
            String shown = field.isSecret()
                    ? connect.secrets().containsKey(field.name()) ? ConnectDraft.HIDDEN : null
                    : connect.fields().get(field.name());
            node.put(field.name(), shown);
        });
        return with(node, connect.stamps());
    }

    static ObjectNode of(StoredSource source, Optional<String> connectName) {
        ObjectNode node = NODES.objectNode()
                .put("_id", source.id())
                .put("name", source.name())
                .put("type", source.type())
                .put("is_active", source.active());
        node.putObject("connect")
                .put("id", source.connectId())
                .put("collection", Connect.COLLECTION)
                .put("name", connectName.orElse(null));
        ObjectNode config = source.config().deepCopy();
        connectName.ifPresent(name -> config.put("connect_name", name));
        node.set(StoredSource.configField(source.type()), config);
        return with(node, source.stamps());
    }

    static ObjectNode of(DataSource type) {
        ObjectNode node = NODES.objectNode().put("type", type.type());
        var connect = node.putArray("connect_fields");
        for (ConnectField field : type.connectFields()) {
            connect.addObject()
                    .put("name", field.name())
                    .put("kind", field.kind().name().toLowerCase(Locale.ROOT))
                    .put("required", field.required())
                    .put("meaning", field.meaning());
        }
        var config = node.putArray("config_fields");
        for (ConfigField field : Stream.concat(ConfigField.common().stream(), type.configFields().stream())
                .toList()) {
            JsonNode preset = field.preset();
            config.addObject()
                    .put("name", field.name())
                    .put("kind", field.kind().name().toLowerCase(Locale.ROOT))
                    .put("required", field.required())
                    .put("most", field.most())
                    .put("meaning", field.meaning())
                    .set("default", preset == null ? NODES.nullNode() : preset);
        }
        var pickers = node.putArray("pickers");
        type.pickers().forEach(picker -> pickers.add(picker.name()));
        return node;
    }

    private static ObjectNode with(ObjectNode node, Stamps stamps) {
        return node.put("created_user", stamps.createdUser())
                .put("created_at", stamps.createdAt() == null ? null : Json.text(stamps.createdAt()))
                .put("updated_user", stamps.updatedUser())
                .put("updated_at", stamps.updatedAt() == null ? null : Json.text(stamps.updatedAt()));
    }
}
