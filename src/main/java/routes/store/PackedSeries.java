package routes.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import routes.datasource.TimeSeries;

/** Series as few bytes. */
final class PackedSeries {
    private PackedSeries() {}

    static byte[] pack(List<TimeSeries> series) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
            out.writeInt(series.size());
            for (TimeSeries one : series) {
                out.writeUTF(one.name());
                out.writeInt(one.labels().size());
                for (Map.Entry<String, String> label : one.labels().entrySet()) {
                    out.writeUTF(label.getKey());
                    out.writeUTF(label.getValue());
                }
                out.writeInt(one.size());
                for (int i = 0; i < one.size(); i++) {
                    out.writeLong(one.timestamps()[i]);
                    out.writeDouble(one.values()[i]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("packing series", e);
        }
        return bytes.toByteArray();
    }

    static List<TimeSeries> unpack(byte[] packed) {
        List<TimeSeries> series = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(packed)))) {
            for (int count = in.readInt(); count > 0; count--) {
                String name = in.readUTF();
                Map<String, String> labels = new TreeMap<>();
                for (int left = in.readInt(); left > 0; left--) {
                    labels.put(in.readUTF(), in.readUTF());
                }
                long[] times = new long[in.readInt()];
                double[] values = new double[times.length];
                for (int i = 0; i < times.length; i++) {
                    times[i] = in.readLong();
                    values[i] = in.readDouble();
                }
                series.add(TimeSeries.of(name, labels, times, values));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("unpacking series", e);
        }
        return series;
    }
}
