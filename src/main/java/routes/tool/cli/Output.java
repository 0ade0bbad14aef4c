package routes.tool.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import routes.common.json.Json;

/** How a command speaks: to people, or as JSON to programs. */
final class Output {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--json", description = "Answer as JSON, for programs")
    private boolean json;

    boolean json() {
        return json;
    }

    void line(String text) {
        writer().println(text);
    }

    /** What happens meanwhile; not part of the answer, so that a program can read that. */
    void progress(String text) {
        command.commandLine().getErr().println(text);
    }

    void json(Object value) {
        try {
            writer().println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
        }
    }

    private PrintWriter writer() {
        return command.commandLine().getOut();
    }
}
