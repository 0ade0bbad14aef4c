package routes.dev;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The command line of an embedded server that runs as a process of its own.
 *
 * @param port where it listens, 0 for any free port
 * @param data the folder that keeps its data
 * @param advertised the port that its clients are sent to, 0 for the one where it listens
 * @param node which of the controllers it is, counted from 1
 * @param controllers the ports of a cluster's controllers; empty for a server that is alone
 */
record Arguments(int port, Path data, int advertised, int node, List<Integer> controllers) {

    static Arguments of(String... args) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            values.put(args[i], args[i + 1]);
        }
        if (args.length % 2 != 0 || !values.containsKey("--port") || !values.containsKey("--data")) {
            throw new IllegalArgumentException("Expected --port <port> --data <folder>, got " + String.join(" ", args));
        }
        return new Arguments(
                Integer.parseInt(values.get("--port")),
                Path.of(values.get("--data")),
                Integer.parseInt(values.getOrDefault("--advertised", "0")),
                Integer.parseInt(values.getOrDefault("--node", "1")),
                Arrays.stream(values.getOrDefault("--controllers", "").split(","))
                        .filter(port -> !port.isEmpty())
                        .map(Integer::valueOf)
                        .toList());
    }
}
