package routes.api.datasource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.api.Resource;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.repository.Query;
import routes.common.repository.Repository;
import routes.datasource.ConfigCheck;
import routes.datasource.DataSource;
import routes.datasource.DataSources;
import routes.datasource.PlatformFailure;
import routes.datasource.connect.Connect;
import routes.datasource.connect.DataSourceResolver;
import routes.datasource.connect.StoredSource;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.Fields;
import routes.http.QueryValues;
import routes.subscription.Stamps;

/** Operations on data sources of every type; the type is a part of the path. */
public final class SourceApi {
    private static final Logger LOG = LoggerFactory.getLogger(SourceApi.class);

    private final Repository<Connect> connects;
    private final Repository<StoredSource> storedSources;
    private final Function<String, Optional<String>> taskUsing;
    private final DataSources types;
    private final DataSourceResolver resolver;
    private final Resource<StoredSource> sources;

    /** @param taskUsing name of the task that uses a data source */
    public SourceApi(
            Repository<Connect> connects,
            Repository<StoredSource> storedSources,
            Function<String, Optional<String>> taskUsing,
            DataSources types,
            DataSourceResolver resolver,
            Clock clock) {
        this.connects = connects;
        this.storedSources = storedSources;
        this.taskUsing = taskUsing;
        this.types = types;
        this.resolver = resolver;
        this.sources = new Resource<>(storedSources, StoredSource.class, "data source", () -> {}, clock);
    }

    /** What there is: types with their fields. */
    public ApiAnswer types(ApiRequest request) {
        return ApiAnswer.ok(types.all().stream().map(SourceJson::of).toList());
    }

    public ApiAnswer create(ApiRequest request) {
        DataSource type = type(request);
        ObjectNode config = ConfigCheck.checked(type, request.json(ObjectNode.class));
        Connect connect = connect(type, config);
        checkAtPlatform(type, connect, config);
        StoredSource source = new StoredSource(
                sources.records().newId(),
                config.path("name").textValue(),
                type.type(),
                connect.id(),
                config,
                true,
                Stamps.created(sources.now()));
        return ApiAnswer.ok(shown(sources.insert(source, taken(source))));
    }

    public ApiAnswer list(ApiRequest request) {
        Query query = Query.ALL
                .equal("type", type(request).type())
                .contains("name", request.query("name").orElse(""));
        Query wanted = request.query("is_active")
                .map(text -> query.switchedOn(QueryValues.flag("is_active", text)))
                .orElse(query);
        return sources.list(request.configurationPage(), wanted, this::shown);
    }

    public ApiAnswer get(ApiRequest request) {
        return ApiAnswer.ok(shown(existing(request)));
    }

    /** Writes the whole config anew: name and connect follow it. */
    public ApiAnswer update(ApiRequest request) {
        DataSource type = type(request);
        StoredSource before = existing(request);
        ObjectNode body = request.json(ObjectNode.class);
        if (!Fields.of(request).has("name")) {
            body.put("name", before.name());
        }
        if (!Fields.of(request).has("connect_name")) {
            connects.find(before.connectId()).ifPresent(found -> body.put("connect_name", found.name()));
        }
        ObjectNode config = ConfigCheck.checked(type, body);
        Connect connect = connect(type, config);
        checkAtPlatform(type, connect, config);
        StoredSource after = new StoredSource(
                before.id(),
                config.path("name").textValue(),
                before.type(),
                connect.id(),
                config,
                before.active(),
                before.stamps().updated(sources.now()));
        return ApiAnswer.ok(shown(sources.replace(after, taken(after))));
    }

    public ApiAnswer activate(ApiRequest request) {
        String id = request.idParameter("datasource_id");
        sources.activate(id, Fields.of(request).flag("is_active"));
        return ApiAnswer.ok(shown(sources.existing(id)));
    }

    /** Refused while a task uses it. Rules at the platform stay. */
    public ApiAnswer delete(ApiRequest request) {
        StoredSource source = existing(request);
        taskUsing.apply(source.id()).ifPresent(task -> {
            throw RefusedRequest.of(ErrorCode.CONFLICT, "the data source is used by the task " + task);
        });
        sources.delete(source.id());
        return ApiAnswer.ok(true);
    }

    /** A platform that cannot be asked now is no reason to refuse: what is wrong then shows when the source is read. */
    private void checkAtPlatform(DataSource type, Connect connect, ObjectNode config) {
        try {
            type.checkAtPlatform(resolver.account(connect), config);
        } catch (PlatformFailure notNow) {
            LOG.atInfo()
                    .addKeyValue("type", type.type())
                    .log("a data source is stored without a look at its platform: {}", notNow.code());
        }
    }

    private Connect connect(DataSource type, ObjectNode config) {
        String name = config.path("connect_name").textValue();
        Connect connect = connects.first(Query.ALL.anyOf("name", List.of(name)))
                .orElseThrow(() ->
                        RefusedRequest.of(ErrorCode.NOT_FOUND, "connect_name: there is no connect named " + name));
        if (!connect.type().equals(type.type())) {
            throw RefusedRequest.invalid(
                    "connect_name",
                    "connect_name leads to a connect of the type " + connect.type() + ", not " + type.type());
        }
        return connect;
    }

    private DataSource type(ApiRequest request) {
        String name = request.pathParameter("type");
        return types.inPath(name)
                .orElseThrow(() -> RefusedRequest.of(
                        ErrorCode.NOT_FOUND, "there is no data source type " + name + ", only " + types.names()));
    }

    private StoredSource existing(ApiRequest request) {
        DataSource type = type(request);
        String id = request.idParameter("id");
        return sources.records()
                .find(id)
                .filter(found -> found.type().equals(type.type()))
                .orElseThrow(() -> sources.missing(id));
    }

    private ObjectNode shown(StoredSource source) {
        Optional<String> connect = source.connectId().isEmpty()
                ? Optional.empty()
                : connects.find(source.connectId()).map(Connect::name);
        return SourceJson.of(source, connect);
    }

    private static String taken(StoredSource source) {
        return "there is a data source named " + source.name() + " already";
    }
}
