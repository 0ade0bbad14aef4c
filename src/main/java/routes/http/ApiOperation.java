package routes.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the contract that a bean does.
 *
 * @param id its operationId
 * @param path with its parameters in braces
 * @param bean that does it, by its name in the registry
 * @param call method of the bean, from {@link ApiRequest} to {@link ApiAnswer}
 * @param consumes content types that are taken; none when any is
 * @param managersOnly whether it asks for the manager token
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
        boolean managersOnly,
        boolean own,
        List<Parameter> parameters,
        @Nullable JsonNode body) {

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
