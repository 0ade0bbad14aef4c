package routes.datasource.zabbix;

import routes.datasource.PlatformFailure;

/** What depends on the version of a Zabbix. */
final class ZabbixVersion {
    private static final int HEADER_FROM = 604;
    private static final int HEADER_ALONE_FROM = 702;

    private ZabbixVersion() {}

    /** Where a request says who asks. */
    enum Place {
        BODY,
        /** In the header; the body is understood too. */
        HEADER_OR_BODY,
        HEADER
    }

    /** @throws PlatformFailure.Unavailable when it is no version */
    static Place place(String version) {
        if (!version.matches("\\d{1,3}\\.\\d{1,2}.*")) {
            throw new PlatformFailure.Unavailable("the address answers, but not as Zabbix does", "no_version");
        }
        String[] parts = version.split("\\D");
        int number = 100 * Integer.parseInt(parts[0]) + Integer.parseInt(parts[1]);
        if (number < HEADER_FROM) {
            return Place.BODY;
        }
        return number < HEADER_ALONE_FROM ? Place.HEADER_OR_BODY : Place.HEADER;
    }
}
