package routes.api.datasource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.repository.Listed;
import routes.common.repository.Query;
import routes.common.repository.Repository;
import routes.common.security.Sealed;
import routes.common.security.SecretBox;
import routes.datasource.Account;
import routes.datasource.DataSource;
import routes.datasource.DataSources;
import routes.datasource.connect.Connect;
import routes.datasource.connect.ConnectDraft;
import routes.datasource.connect.Connects;
import routes.datasource.connect.DataSourceResolver;
import routes.datasource.connect.StoredSource;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.Fields;
import routes.http.Page;
import routes.subscription.Stamps;

/** Operations on connects. */
public final class ConnectApi {
    /** How many users of a connect a refusal names. */
    private static final int SHOWN = 10;

    private final Stores stores;
    private final DataSources types;
    private final Tools tools;
    private final Clock clock;

    public ConnectApi(Stores stores, DataSources types, Tools tools, Clock clock) {
        this.stores = stores;
        this.types = types;
        this.tools = tools;
        this.clock = clock;
    }

    /** Where connects are kept, and what refers to them. */
    public record Stores(Connects connects, Repository<StoredSource> sources) {}

    /** @param alarmUrl where a platform of this type is to post alarms */
    public record Tools(ConnectDraft draft, SecretBox box, DataSourceResolver resolver, AlarmUrls alarmUrl) {}

    public ApiAnswer create(ApiRequest request) {
        Fields fields = Fields.of(request);
        String name = fields.text("name");
        DataSource type = types.require("type", fields.text("type"));
        Account account = tools.draft().draft(type, null, fields.body());
        Connect connect = sealed(stores.connects().newId(), name, account, Stamps.created(now()));
        if (!stores.connects().insert(connect)) {
            throw taken(name);
        }
        return ApiAnswer.ok(shown(connect));
    }

    public ApiAnswer list(ApiRequest request) {
        Page page = request.configurationPage();
        Listed<Connect> found = stores.connects()
                .list(
                        request.query("name").orElse(""),
                        request.query("datasource_type").orElse(""),
                        page.skip(),
                        page.limit());
        return ApiAnswer.list(found.items().stream().map(this::shown).toList(), page, found.total());
    }

    public ApiAnswer get(ApiRequest request) {
        return ApiAnswer.ok(shown(existing(request.idParameter("connect_id"))));
    }

    /** Changes what is given; the type stays. */
    public ApiAnswer update(ApiRequest request) {
        Connect before = existing(request.idParameter("connect_id"));
        Fields fields = Fields.of(request);
        String name = fields.optionalText("name").orElse(before.name());
        if (!fields.optionalText("type").orElse(before.type()).equals(before.type())) {
            throw RefusedRequest.invalid("type", "type cannot be changed: make another connect");
        }
        Account kept = tools.resolver().account(before, ConnectDraft.given(fields.body()));
        Account account = tools.draft().draft(typeOf(before), kept, fields.body());
        Connect after = sealed(before.id(), name, account, before.stamps().updated(now()));
        if (!stores.connects().replace(after)) {
            throw taken(name);
        }
        return ApiAnswer.ok(shown(after));
    }

    /** Refused while a data source uses it. */
    public ApiAnswer delete(ApiRequest request) {
        String id = request.idParameter("connect_id");
        List<String> users = stores.sources().all(Query.ALL).stream()
                .filter(source -> source.connectId().equals(id))
                .map(StoredSource::name)
                .limit(SHOWN)
                .toList();
        if (!users.isEmpty()) {
            throw RefusedRequest.of(
                    ErrorCode.CONFLICT, "the connect is used by data sources: " + String.join(", ", users));
        }
        if (!stores.connects().delete(id)) {
            throw notFound(id);
        }
        return ApiAnswer.ok(true);
    }

    /** Tries a connect that is described in the body, or a stored one by {@code connect_id}; changes nothing anywhere. */
    public ApiAnswer dial(ApiRequest request) {
        Fields fields = Fields.of(request);
        if (fields.has("connect_id")) {
            Connect stored = existing(fields.id("connect_id"));
            typeOf(stored).test(tools.resolver().account(stored));
        } else {
            DataSource type = types.require("type", fields.text("type"));
            type.test(tools.draft().draft(type, null, fields.body()));
        }
        return ApiAnswer.ok(null);
    }

    /** Puts in place at the platform what its alarms need to reach us; answers what was changed. */
    public ApiAnswer prepare(ApiRequest request) {
        Connect connect = existing(request.idParameter("connect_id"));
        DataSource type = typeOf(connect);
        List<String> changes =
                type.prepare(tools.resolver().account(connect), tools.alarmUrl().of(type.type()));
        return ApiAnswer.ok(Map.of("changes", changes));
    }

    private DataSource typeOf(Connect connect) {
        return types.find(connect.type())
                .orElseThrow(() -> RefusedRequest.of(
                        ErrorCode.CONFLICT, "no data source of the type " + connect.type() + " is installed"));
    }

    private Connect sealed(String id, String name, Account account, Stamps stamps) {
        Map<String, Sealed> secrets = new HashMap<>();
        account.secrets()
                .forEach((field, secret) -> secrets.put(field, tools.box().seal(secret, Connect.place(id, field))));
        return new Connect(id, name, account.type(), account.fields(), secrets, true, stamps);
    }

    private Connect existing(String id) {
        return stores.connects().find(id).orElseThrow(() -> notFound(id));
    }

    private ObjectNode shown(Connect connect) {
        return SourceJson.of(connect, types.find(connect.type()));
    }

    private static RefusedRequest notFound(String id) {
        return RefusedRequest.of(ErrorCode.NOT_FOUND, "there is no connect " + id);
    }

    private static RefusedRequest taken(String name) {
        return RefusedRequest.of(ErrorCode.CONFLICT, "there is a connect named " + name + " already");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
