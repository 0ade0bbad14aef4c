package routes.tool.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import routes.common.json.Json;

/** What a command said, and its exit code. */
public record CommandRun(int code, String out, String err) {
    public static CommandRun by(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Veaiops.run(Clock.systemUTC(), new PrintWriter(out), new PrintWriter(err), arguments);
        return new CommandRun(code, out.toString(), err.toString());
    }

    /** Runs it beside the test. @param heard what it says meanwhile */
    public static CompletableFuture<CommandRun> later(StringWriter heard, String... arguments) {
        StringWriter out = new StringWriter();
        return CompletableFuture.supplyAsync(() -> {
            int code = Veaiops.run(Clock.systemUTC(), new PrintWriter(out), new PrintWriter(heard, true), arguments);
            return new CommandRun(code, out.toString(), heard.toString());
        });
    }

    public String text() {
        return out + err;
    }

    public JsonNode json() {
        try {
            return Json.mapper().readTree(out);
        } catch (IOException e) {
            throw new UncheckedIOException(out, e);
        }
    }
}
