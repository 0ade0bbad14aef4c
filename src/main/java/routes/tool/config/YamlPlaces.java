package routes.tool.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import routes.common.error.VeaiopsException;

/** Where things of a YAML file stand: {@code route.routes[0].matchers} is on line 7. */
public final class YamlPlaces implements ToIntFunction<String> {
    private final Map<String, Integer> lines = new HashMap<>();

    private YamlPlaces() {}

    /** @throws VeaiopsException when the file cannot be read */
    public static YamlPlaces of(Path file) {
        YamlPlaces places = new YamlPlaces();
        try {
            new Compose(LoadSettings.builder().setLabel(file.toString()).build())
                    .composeString(Files.readString(file))
                    .ifPresent(root -> places.add("", root));
        } catch (IOException e) {
            throw new VeaiopsException("cannot read " + file, e);
        }
        return places;
    }

    /** From 1; 0 for a place that the file does not have. */
    @Override
    public int applyAsInt(String place) {
        return lines.getOrDefault(place, 0);
    }

    private void add(String place, Node node) {
        node.getStartMark().ifPresent(mark -> lines.putIfAbsent(place, mark.getLine() + 1));
        if (node instanceof MappingNode mapping) {
            for (NodeTuple pair : mapping.getValue()) {
                String name = pair.getKeyNode() instanceof ScalarNode key ? key.getValue() : "?";
                String below = place.isEmpty() ? name : place + "." + name;
                pair.getKeyNode().getStartMark().ifPresent(mark -> lines.putIfAbsent(below, mark.getLine() + 1));
                add(below, pair.getValueNode());
            }
        } else if (node instanceof SequenceNode sequence) {
            for (int i = 0; i < sequence.getValue().size(); i++) {
                add(place + "[" + i + "]", sequence.getValue().get(i));
            }
        }
    }
}
