package routes.notice;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which host and which part of it an event is about, as its labels say: what tells two events of one title apart. */
public final class EventResource {
    /** The same thing by many names, the dearest first. */
    private static final List<String> HOSTS =
            List.of("host", "hostname", "instance", "instanceId", "node", "ip", "device");

    private static final List<String> PARTS =
            List.of("resource", "pod", "service", "resource_id", "mountpoint", "queue", "database", "container");

    private EventResource() {}

    /** Both with a dot between; empty when the labels name none. */
    public static String of(Map<String, String> labels) {
        return Stream.of(first(labels, HOSTS), first(labels, PARTS))
                .flatMap(Optional::stream)
                .distinct()
                .collect(Collectors.joining(" · "));
    }

    private static Optional<String> first(Map<String, String> labels, List<String> names) {
        return names.stream()
                .flatMap(name -> Stream.ofNullable(labels.get(name)))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }
}
