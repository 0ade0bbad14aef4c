package routes.tool.topology;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A bean that a step names.
 *
 * @param name in the registry; empty where the step names a class
 * @param method empty where the step names none
 * @param type simple name of its class; empty where it is not known
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record UsedBean(String name, String method, String type) {
    String call() {
        String subject = name.isEmpty() ? type : name;
        return method.isEmpty() ? subject : subject + "." + method;
    }
}
