package routes.datasource;

import java.util.regex.Pattern;
import routes.common.error.RefusedRequest;

/** The region of a cloud, which becomes a part of the host that signed calls go to. */
public final class Region {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+){0,5}");
    private static final int LONGEST = 64;
    private static final String PLACE = "{region}";

    private Region() {}

    /**
     * The address of an API in a region.
     *
     * @param baseUrl may hold {@code {region}}
     * @throws RefusedRequest when it is no name of a region: what else it holds would choose the host
     */
    public static String url(String baseUrl, String region) {
        return baseUrl.replaceAll("/+$", "").replace(PLACE, checked(region));
    }

    /** @throws RefusedRequest when it is no name of a region */
    public static String checked(String region) {
        if (region.length() > LONGEST || !NAME.matcher(region).matches()) {
            throw RefusedRequest.invalid("region", "region must be the name of a region such as cn-beijing");
        }
        return region;
    }
}
