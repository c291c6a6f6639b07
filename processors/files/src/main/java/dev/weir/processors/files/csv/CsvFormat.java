package dev.weir.processors.files.csv;

import java.nio.charset.Charset;

/**
 * How the fields of a CSV file are told apart.
 *
 * @param quote the quote character, or 0 for none
 * @param missing text of a field without quotes that means null, as the empty one always does
 * @param rowLimit bytes that a row may have
 * @param batchSize rows that a batch may have
 */
record CsvFormat(
        byte delimiter,
        byte quote,
        String missing,
        boolean header,
        Charset encoding,
        int rowLimit,
        int batchSize) {}
