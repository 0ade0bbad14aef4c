package routes.http;

import com.fasterxml.jackson.databind.JsonNode;
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
 * @param query names of the parameters of its query
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
        Set<String> query,
        @Nullable JsonNode body) {

    /** The exchange property that holds the operation. */
    static final String PROPERTY = "veaiopsOperation";
}
