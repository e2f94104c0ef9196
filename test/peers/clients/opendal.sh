# Apache OpenDAL, in Rust, through its Python binding.
LIMIT_S=120

prepare() { python_packages opendal opendal==0.47.12; }

run() {
  printf 'SUITE\tOpenDAL (Python)\t%s\n' "$("$(python_of opendal)" -c 'import opendal; print(opendal.__version__)')"
  if [[ $1 = business ]]; then
    printf 'SKIP\tall\tits documentation says: OneDrive Personal only (apache/opendal:core/src/services/onedrive/docs.md)\n'
    return
  fi
  "$(python_of opendal)" test/peers/clients/opendal-checks.py
}
