#include "ranks/object_records.hpp"

#include <algorithm>
#include <cstddef>

#include "ranks/mpi_session.hpp"

namespace breakeven::ranks {
namespace {

MPI_Datatype record_type() {
  constexpr int fields = 4;
  const std::array<int, fields> lengths{static_cast<int>(kernels::LookupEntry::longest_name), 1, 1, 1};
  const std::array<MPI_Aint, fields> offsets{offsetof(LookupRecord, name), offsetof(LookupRecord, name_length),
                                             offsetof(LookupRecord, count), offsetof(LookupRecord, value)};
  const std::array<MPI_Datatype, fields> types{MPI_CHAR, MPI_INT32_T, MPI_INT64_T, MPI_DOUBLE};
  MPI_Datatype type = MPI_DATATYPE_NULL;
  check_mpi(MPI_Type_create_struct(fields, lengths.data(), offsets.data(), types.data(), &type),
            "cannot describe a record to MPI");
  return type;
}

MPI_Datatype copy_of(MPI_Datatype type) {
  MPI_Datatype copy = MPI_DATATYPE_NULL;
  check_mpi(MPI_Type_dup(type, &copy), "cannot copy an MPI datatype");
  return copy;
}

LookupRecord record_of(const kernels::LookupEntry& entry) {
  LookupRecord record{{}, static_cast<std::int32_t>(entry.name.size()), entry.count, entry.value};
  std::ranges::copy(entry.name, record.name.begin());
  return record;
}

kernels::LookupEntry entry_of(const LookupRecord& record) {
  return {{record.name.data(), static_cast<std::size_t>(record.name_length)}, record.count, record.value};
}

}  // namespace

CommittedType::CommittedType(MPI_Datatype type) : type_(type) {
  check_mpi(MPI_Type_commit(&type_), "cannot commit an MPI datatype");
}

CommittedType Records<kernels::LookupTable>::type() { return CommittedType(record_type()); }

std::vector<LookupRecord> Records<kernels::LookupTable>::of(const kernels::LookupTable& table) {
  std::vector<LookupRecord> records;
  records.reserve(table.entries().size());
  for (const kernels::LookupEntry& entry : table.entries()) records.push_back(record_of(entry));
  return records;
}

kernels::LookupTable Records<kernels::LookupTable>::object(std::vector<LookupRecord> records) {
  std::vector<kernels::LookupEntry> entries;
  entries.reserve(records.size());
  for (const LookupRecord& record : records) entries.push_back(entry_of(record));
  return kernels::LookupTable(std::move(entries));
}

CommittedType Records<kernels::PlainArray>::type() { return CommittedType(copy_of(MPI_DOUBLE)); }

}  // namespace breakeven::ranks
