package routes.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.account.Scope;
import routes.http.ApiOperation;
import routes.http.Contract;
import routes.http.RunningApi;

/** Every operation of the contract, tried by every kind of caller. */
@Tag("slow")
class ScopesTest {
    private static final String NO_ID = "0".repeat(24);

    @TempDir
    private Path folder;

    @Test
    void an_operation_admits_those_who_have_its_scope_and_names_it_to_the_others() throws Exception {
        try (AccountHub hub = AccountHub.start(folder, Map.of())) {
            Map<String, Set<Scope>> callers = callers(hub);
            List<String> wrong = new ArrayList<>();

            for (ApiOperation operation : Contract.shipped().operations()) {
                if (operation.scope().asksForCaller()) {
                    for (Map.Entry<String, Set<Scope>> caller : callers.entrySet()) {
                        String fault = fault(hub, operation, caller.getKey(), caller.getValue());
                        if (!fault.isEmpty()) {
                            wrong.add(operation.id() + " " + caller.getValue() + ": " + fault);
                        }
                    }
                }
            }

            assertThat(wrong).isEmpty();
        }
    }

    /** By their tokens. */
    private static Map<String, Set<Scope>> callers(AccountHub hub) throws Exception {
        hub.user("user", false);
        Map<String, Set<Scope>> callers = new LinkedHashMap<>();
        callers.put(
                hub.login("admin", AccountHub.PASSWORD),
                EnumSet.of(Scope.OWN_ACCOUNT, Scope.READ, Scope.OPERATE, Scope.CONFIGURE, Scope.ADMINISTER));
        callers.put(
                hub.login("user", "password-of-user"),
                EnumSet.of(Scope.OWN_ACCOUNT, Scope.READ, Scope.OPERATE, Scope.CONFIGURE));
        callers.put(RunningApi.TOKEN, EnumSet.of(Scope.READ, Scope.OPERATE, Scope.CONFIGURE, Scope.ADMINISTER));
        callers.put(made(hub, "read"), EnumSet.of(Scope.READ));
        callers.put(made(hub, "operate"), EnumSet.of(Scope.OPERATE));
        callers.put(made(hub, "configure"), EnumSet.of(Scope.CONFIGURE));
        callers.put(made(hub, "ingest:zabbix"), EnumSet.noneOf(Scope.class));
        callers.put("nothing", EnumSet.noneOf(Scope.class));
        return callers;
    }

    private static String made(AccountHub hub, String scope) throws Exception {
        return hub.token(scope.replace(':', '-'), '"' + scope + '"')
                .get("token")
                .textValue();
    }

    /** Nothing is done: the body cannot be read, an id is of nothing, or the bean is not there. */
    private static String fault(AccountHub hub, ApiOperation operation, String token, Set<Scope> scopes)
            throws Exception {
        String path = operation.path().replaceAll("\\{[^}]*id}", NO_ID).replaceAll("\\{[^}]+}", "zabbix");
        String type = operation.consumes().stream().findFirst().orElse("application/json");
        HttpResponse<String> answer = hub.api.send(hub.api
                .anonymous(path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .method(operation.method(), BodyPublishers.ofString(operation.body() == null ? "" : "{"))
                .build());
        boolean admitted = answer.statusCode() != 401 && answer.statusCode() != 403;
        if (token.equals("nothing")) {
            return answer.statusCode() == 401 ? "" : answer.statusCode() + " without a token";
        }
        if (scopes.contains(operation.scope())) {
            boolean ownPath = operation.scope() == Scope.OWN_ACCOUNT;
            return admitted || ownPath ? "" : answer.statusCode() + " " + answer.body();
        }
        return answer.statusCode() == 403
                        && answer.body().contains(operation.scope().wireName())
                ? ""
                : answer.statusCode() + " " + answer.body();
    }
}
