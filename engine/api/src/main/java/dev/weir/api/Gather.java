package dev.weir.api;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.util.VectorAppender;

/** Copies rows from vector to vector, a column at a time. */
final class Gather {

    private Gather() {}

    /** The selected rows in a new vector on the same account. */
    static FieldVector only(FieldVector from, Selection selection) {
        FieldVector to = from.getField().createVector(from.getAllocator());
        if (selection.isEmpty()) {
            return to;
        }
        try {
            switch (from) {
                case BitVector _ -> each(from, to, selection);
                case BaseFixedWidthVector fixed ->
                        fixed(fixed, (BaseFixedWidthVector) to, selection);
                case BaseVariableWidthVector variable ->
                        variable(variable, (BaseVariableWidthVector) to, selection);
                default -> each(from, to, selection);
            }
            return to;
        } catch (RuntimeException | Error e) {
            to.close();
            throw e;
        }
    }

    static List<FieldVector> concat(List<Batch> batches) {
        var joined = new ArrayList<FieldVector>();
        try {
            Batch first = batches.getFirst();
            for (int column = 0; column < first.vectors().size(); column++) {
                FieldVector from = first.vector(column);
                FieldVector to = from.getField().createVector(from.getAllocator());
                joined.add(to);
                // The appender reads the end of what is there, even if nothing is.
                to.allocateNew();
                var appender = new VectorAppender(to);
                for (Batch batch : batches) {
                    batch.vector(column).accept(appender, null);
                }
            }
            return List.copyOf(joined);
        } catch (RuntimeException | Error e) {
            joined.forEach(FieldVector::close);
            throw e;
        }
    }

    private static void each(FieldVector from, FieldVector to, Selection selection) {
        to.setInitialCapacity(selection.count());
        to.allocateNew();
        for (int place = 0; place < selection.count(); place++) {
            to.copyFromSafe(selection.row(place), place, from);
        }
        to.setValueCount(selection.count());
    }

    private static void fixed(
            BaseFixedWidthVector from, BaseFixedWidthVector to, Selection selection) {
        int count = selection.count();
        int width = from.getTypeWidth();
        to.allocateNew(count);
        ArrowBuf source = from.getDataBuffer();
        ArrowBuf target = to.getDataBuffer();
        switch (width) {
            case 1 -> {
                for (int place = 0; place < count; place++) {
                    target.setByte(place, source.getByte(selection.row(place)));
                }
            }
            case 2 -> {
                for (int place = 0; place < count; place++) {
                    target.setShort(place * 2L, source.getShort(selection.row(place) * 2L));
                }
            }
            case 4 -> {
                for (int place = 0; place < count; place++) {
                    target.setInt(place * 4L, source.getInt(selection.row(place) * 4L));
                }
            }
            case 8 -> {
                for (int place = 0; place < count; place++) {
                    target.setLong(place * 8L, source.getLong(selection.row(place) * 8L));
                }
            }
            case 16 -> {
                for (int place = 0; place < count; place++) {
                    long at = selection.row(place) * 16L;
                    target.setLong(place * 16L, source.getLong(at));
                    target.setLong(place * 16L + 8, source.getLong(at + 8));
                }
            }
            default -> {
                for (int place = 0; place < count; place++) {
                    long at = (long) selection.row(place) * width;
                    target.setBytes((long) place * width, source, at, width);
                }
            }
        }
        validity(from, to.getValidityBuffer(), selection);
        to.setValueCount(count);
    }

    private static void variable(
            BaseVariableWidthVector from, BaseVariableWidthVector to, Selection selection) {
        int count = selection.count();
        ArrowBuf offsets = from.getOffsetBuffer();
        long bytes = 0;
        for (int place = 0; place < count; place++) {
            long at = selection.row(place) * 4L;
            bytes += offsets.getInt(at + 4) - offsets.getInt(at);
        }
        to.allocateNew(bytes, count);
        ArrowBuf source = from.getDataBuffer();
        ArrowBuf target = to.getDataBuffer();
        ArrowBuf ends = to.getOffsetBuffer();
        ends.setInt(0, 0);
        int end = 0;
        int place = 0;
        while (place < count) {
            int first = place;
            int row = selection.row(place);
            int base = offsets.getInt(row * 4L);
            int shift = end - base;
            do {
                row++;
                place++;
                ends.setInt(place * 4L, offsets.getInt(row * 4L) + shift);
            } while (place < count && selection.row(place) == row);
            int length = ends.getInt(place * 4L) - ends.getInt(first * 4L);
            copy(source, base, target, end, length);
            end += length;
        }
        validity(from, to.getValidityBuffer(), selection);
        to.setLastSet(count - 1);
        to.setValueCount(count);
    }

    /** Short texts are copied a word at a time, the last one over the end of that before it. */
    private static void copy(ArrowBuf source, long from, ArrowBuf target, long to, int length) {
        if (length < Long.BYTES || length > 4 * Long.BYTES) {
            target.setBytes(to, source, from, length);
            return;
        }
        int last = length - Long.BYTES;
        for (int at = 0; at < last; at += Long.BYTES) {
            target.setLong(to + at, source.getLong(from + at));
        }
        target.setLong(to + last, source.getLong(from + last));
    }

    private static void validity(FieldVector from, ArrowBuf target, Selection selection) {
        int count = selection.count();
        if (from.getNullCount() == 0) {
            target.setOne(0L, BitVectorHelper.getValidityBufferSizeFromCount(count));
            return;
        }
        ArrowBuf source = from.getValidityBuffer();
        target.setZero(0, target.capacity());
        int bits = 0;
        for (int place = 0; place < count; place++) {
            int row = selection.row(place);
            bits |= ((source.getByte(row >> 3) >> (row & 7)) & 1) << (place & 7);
            if ((place & 7) == 7) {
                target.setByte(place >> 3, bits);
                bits = 0;
            }
        }
        if ((count & 7) != 0) {
            target.setByte(count >> 3, bits);
        }
    }
}
