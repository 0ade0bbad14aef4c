package routes.channel.bot;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The address of the object store in a block {@code volc_cfg}: VeAIOps makes it of the region and the kind of network. */
final class TosEndpoint {
    private static final String NETWORK = "network_type";
    private static final String INTERNAL = "internal";

    private TosEndpoint() {}

    /** Sets the endpoint and the kind of network that fit the region; without a region the fields stay as they are. */
    static void complete(ObjectNode fields) {
        String region = fields.path("tos_region").asText();
        if (region.isBlank()) {
            return;
        }
        String network = fields.path(NETWORK).asText(INTERNAL);
        fields.put(NETWORK, network);
        fields.put("tos_endpoint", "tos-" + region + (network.equals(INTERNAL) ? ".ivolces.com" : ".volces.com"));
    }
}
