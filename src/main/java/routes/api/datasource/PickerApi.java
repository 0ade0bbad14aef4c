package routes.api.datasource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.repository.Query;
import routes.common.repository.Repository;
import routes.datasource.Account;
import routes.datasource.DataSource;
import routes.datasource.DataSources;
import routes.datasource.Picker;
import routes.datasource.connect.Connect;
import routes.datasource.connect.DataSourceResolver;
import routes.datasource.connect.StoredSource;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.Page;
import routes.http.QueryValues;

/**
 * Lists that people choose from. The name of the list is what the path says after the type, without its parameters:
 * {@code /zabbix/{connect_name}/templates/{template_id}/hosts} reads {@code templates/hosts}.
 */
public final class PickerApi {
    private static final String BASE = "/apis/v1/datasource/";

    /** In the order in which they stand in paths. */
    private static final List<String> PARAMETERS = List.of("type", "connect_id", "connect_name", "id", "template_id");

    private final Repository<Connect> connects;
    private final Repository<StoredSource> sources;
    private final DataSources types;
    private final DataSourceResolver resolver;

    public PickerApi(
            Repository<Connect> connects,
            Repository<StoredSource> sources,
            DataSources types,
            DataSourceResolver resolver) {
        this.connects = connects;
        this.sources = sources;
        this.types = types;
        this.resolver = resolver;
    }

    /** A paged list. */
    public ApiAnswer page(ApiRequest request) {
        Page page = request.page(Page.DEFAULT_LIMIT, Page.MOST_OF_PLATFORM);
        Picker.Picked picked = read(request, page);
        return ApiAnswer.list(picked.items(), page, picked.total());
    }

    /** A list without pages. */
    public ApiAnswer all(ApiRequest request) {
        return ApiAnswer.ok(read(request, Page.first(Page.MOST)).items());
    }

    private Picker.Picked read(ApiRequest request, Page page) {
        String typeName = request.pathParameter("type");
        DataSource type = types.inPath(typeName)
                .orElseThrow(() -> RefusedRequest.of(ErrorCode.NOT_FOUND, "there is no data source type " + typeName));
        String name = Optional.ofNullable(request.pathParameters().get("list")).orElseGet(() -> nameIn(request));
        Picker picker = type.pickers().stream()
                .filter(found -> found.name().equals(name))
                .findFirst()
                .orElseThrow(() -> RefusedRequest.of(ErrorCode.NOT_FOUND, type.type() + " has no list " + name));
        Map<String, JsonNode> parameters = parameters(request);
        return picker.reader()
                .read(new Picker.Order(account(type, picker, parameters), parameters, page.skip(), page.limit()));
    }

    /** The words of the path that are neither parameters nor say only what a parameter is. */
    private static String nameIn(ApiRequest request) {
        List<String> words = new ArrayList<>(
                Arrays.stream(request.path().substring(BASE.length()).split("/"))
                        .map(word -> URLDecoder.decode(word.replace("+", "%2B"), StandardCharsets.UTF_8))
                        .filter(word -> !word.isEmpty())
                        .toList());
        PARAMETERS.forEach(parameter -> words.remove(request.pathParameters().get(parameter)));
        words.removeAll(List.of("connect", "datasource"));
        return String.join("/", words);
    }

    private static Map<String, JsonNode> parameters(ApiRequest request) {
        Map<String, JsonNode> parameters = new HashMap<>();
        if (request.body().length > 0) {
            request.json(ObjectNode.class)
                    .properties()
                    .forEach(entry -> parameters.put(entry.getKey(), entry.getValue()));
        }
        request.query()
                .forEach((name, values) ->
                        parameters.put(name, JsonNodeFactory.instance.textNode(values.isEmpty() ? "" : values.get(0))));
        request.pathParameters()
                .forEach((name, value) -> parameters.put(name, JsonNodeFactory.instance.textNode(value)));
        return parameters;
    }

    /** By {@code connect_id}, {@code connect_name}, or the data source {@code datasource_id} or {@code id}. */
    private Account account(DataSource type, Picker picker, Map<String, JsonNode> parameters) {
        String id = text(parameters, "connect_id");
        String name = text(parameters, "connect_name");
        String source = text(parameters, "datasource_id") + text(parameters, "id");
        Optional<Connect> connect;
        if (!id.isEmpty()) {
            connect = connects.find(QueryValues.id("connect_id", id));
        } else if (!name.isEmpty()) {
            connect = connects.first(Query.ALL.anyOf("name", List.of(name)));
        } else if (!source.isEmpty()) {
            connect = sources.find(QueryValues.id("datasource_id", source))
                    .map(StoredSource::connectId)
                    .flatMap(connects::find);
        } else if (picker.isPublic()) {
            return Account.none(type.type());
        } else {
            throw RefusedRequest.invalid("connect_name", "connect_name or datasource_id is required");
        }
        return connect.filter(found -> found.type().equals(type.type()))
                .map(resolver::account)
                .orElseThrow(
                        () -> RefusedRequest.of(ErrorCode.NOT_FOUND, "there is no such connect of " + type.type()));
    }

    private static String text(Map<String, JsonNode> parameters, String name) {
        return Optional.ofNullable(parameters.get(name)).map(JsonNode::asText).orElse("");
    }
}
