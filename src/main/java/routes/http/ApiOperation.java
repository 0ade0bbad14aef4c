package routes.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.account.Scope;

/**
 * One operation of the contract that a bean does.
 *
 * @param id its operationId
 * @param path with its parameters in braces
 * @param bean that does it, by its name in the registry
 * @param call method of the bean, from {@link ApiRequest} to {@link ApiAnswer}
 * @param consumes content types that are taken; none when any is
 * @param scope that its callers need
 * @param own whether VeAIOps does not have it
 * @param parameters of its path, query and headers
 * @param body schema of a JSON body; null when any will do
 */
public record ApiOperation(
        String id,
        String method,
        String path,
        String bean,
        String call,
        Set<String> consumes,
        Scope scope,
        boolean own,
        List<Parameter> parameters,
        @Nullable JsonNode body) {

    private static final Set<Scope> CHANGING =
            Set.of(Scope.OPERATE, Scope.CONFIGURE, Scope.ADMINISTER, Scope.OWN_ACCOUNT);

    /** Whether it changes something on behalf of its caller. */
    boolean changes() {
        return !method.equals("GET") && CHANGING.contains(scope);
    }

    /** Whether its path names a person, and so is not written down. */
    boolean personalPath() {
        return parameters.stream()
                .anyMatch(parameter -> parameter.schema().path("x-personal").asBoolean());
    }

    /** The exchange property that holds the operation. */
    static final String PROPERTY = "veaiopsOperation";

    /**
     * One value that is not in the body.
     *
     * @param in path, query or header
     * @param items schema of each value when there may be several
     */
    record Parameter(String name, String in, boolean required, JsonNode schema, JsonNode items) {}
}
