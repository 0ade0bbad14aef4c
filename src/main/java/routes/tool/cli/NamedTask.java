package routes.tool.cli;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import routes.common.error.VeaiopsException;

/**
 * A task and a version of it, as people name them.
 *
 * @param id of the task
 * @param version id of its version
 */
record NamedTask(String id, String version) {
    private static final String TASKS = "/apis/v1/intelligent-threshold/task/";
    private static final String ID = "[0-9a-fA-F]{24}";

    /**
     * @param task its id or its name
     * @param version its id or its number; null for the newest
     * @throws VeaiopsException when there is none
     */
    static NamedTask of(HubOptions hub, String task, @Nullable String version) {
        String id = task.matches(ID) ? task : id(hub, task);
        return new NamedTask(id, version != null && version.matches(ID) ? version : version(hub, id, version));
    }

    private static String id(HubOptions hub, String name) {
        for (JsonNode one : hub.get(TASKS + "?limit=100&task_name=" + HubOptions.encoded(name))) {
            if (one.path("task_name").asText().equals(name)) {
                return one.path("_id").asText();
            }
        }
        throw new VeaiopsException("there is no task " + name + ", and no folder of this name");
    }

    private static String version(HubOptions hub, String task, @Nullable String number) {
        for (JsonNode one : hub.get(TASKS + "versions/?limit=100&with_results=false&task_id=" + task)) {
            if (number == null || one.path("version").asText().equals(number)) {
                return one.path("_id").asText();
            }
        }
        throw new VeaiopsException("the task has no version" + (number == null ? "" : " " + number));
    }
}
