package routes.datasource.connect;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import routes.common.repository.Link;
import routes.subscription.Stamps;

/**
 * A data source as it is stored.
 *
 * @param connectId empty for one that an older system wrote without a connect
 * @param config checked when it was written by us; whatever it was when an older system wrote it
 */
public record StoredSource(
        @JsonProperty("_id") String id,
        String name,
        String type,
        @JsonProperty("connect") @JsonSerialize(converter = ToLink.class) @JsonDeserialize(converter = FromLink.class)
                String connectId,
        ObjectNode config,
        @JsonProperty(value = "is_active", defaultValue = "true") boolean active,
        @JsonUnwrapped Stamps stamps) {
    public StoredSource {
        config = config == null ? JsonNodeFactory.instance.objectNode() : config;
    }

    /** The field that holds the config, such as {@code zabbix_config}. */
    public static String configField(String type) {
        return type.toLowerCase(Locale.ROOT) + "_config";
    }

    static final class ToLink extends StdConverter<String, @Nullable Link> {
        @Override
        public @Nullable Link convert(String connectId) {
            return connectId.isEmpty() ? null : new Link(connectId, Connect.COLLECTION);
        }
    }

    static final class FromLink extends StdConverter<Link, String> {
        @Override
        public String convert(Link link) {
            return link.id();
        }
    }
}
