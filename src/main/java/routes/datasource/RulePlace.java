package routes.datasource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import routes.common.json.Json;

/**
 * Where rules of a data source are: a folder, a region, a server. Rules that were written before its connect or its configuration
 * changed are looked for at the place of that time.
 *
 * @param id two places with one id are the same
 * @param type of the data source
 * @param fields of the connect, without secrets
 * @param apart {@link DataSource#apartFields()}; not kept with places of before
 * @param where the fields that tell places apart ({@link DataSource#place}), as they are shown to people
 */
public record RulePlace(
        String id,
        String type,
        String connectId,
        Map<String, String> fields,
        Map<String, String> where,
        Set<String> apart) {
    public RulePlace {
        fields = Map.copyOf(fields);
        where = Map.copyOf(where);
        apart = Set.copyOf(apart);
    }

    /** Where the rules of a data source are now. */
    public static RulePlace of(DataSource type, Source source) {
        Map<String, String> where = new TreeMap<>(type.place(source));
        String id = Fingerprints.id(type.type() + Json.mapper().valueToTree(where));
        return new RulePlace(
                id, type.type(), source.account().connectId(), source.account().fields(), where, type.apartFields());
    }

    /**
     * Whether another place is no other name of this one. Two addresses may lead to one server; two regions are never one. What one
     * of them does not say tells nothing.
     */
    public boolean isSurelyApartFrom(RulePlace other) {
        return apart.stream()
                .anyMatch(name ->
                        differ(where.getOrDefault(name, ""), other.where().getOrDefault(name, "")));
    }

    private static boolean differ(String one, String another) {
        return !one.isEmpty() && !another.isEmpty() && !one.equals(another);
    }

    /** Enough of the data source to read and delete rules at this place. @param account that of the place */
    public Source source(String sourceId, Account account, String deployment) {
        ObjectNode config = Json.mapper().createObjectNode();
        where.forEach(config::put);
        return new Source(sourceId, "", account, config, Duration.ofMinutes(1), ZoneOffset.UTC, deployment);
    }
}
