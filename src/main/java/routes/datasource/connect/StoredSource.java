package routes.datasource.connect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import routes.subscription.Stamps;

/**
 * A data source as it is stored.
 *
 * @param config checked when it was written by us; whatever it was when an older system wrote it
 */
public record StoredSource(
        String id, String name, String type, String connectId, ObjectNode config, boolean active, Stamps stamps) {

    /** The field that holds the config, such as {@code zabbix_config}. */
    public static String configField(String type) {
        return type.toLowerCase(Locale.ROOT) + "_config";
    }
}
